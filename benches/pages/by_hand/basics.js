// Elements, and days as texts (2026-11-30), with the days off of Japan.

export const WEEKDAYS = ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"];

const TONES = ["sunday", "weekday", "weekday", "weekday", "weekday", "weekday", "saturday"];

// The holidays with a day of their own, and those on the nth Monday of a month.
const FIXED = {
    "01-01": "元日", "02-11": "建国記念の日", "02-23": "天皇誕生日", "04-29": "昭和の日", "05-03": "憲法記念日", "05-04": "みどりの日",
    "05-05": "こどもの日", "08-11": "山の日", "11-03": "文化の日", "11-23": "勤労感謝の日",
};
const MONDAYS = { "1-2": "成人の日", "7-3": "海の日", "9-3": "敬老の日", "10-2": "スポーツの日" };

const pad = (number) => String(number).padStart(2, "0");

export const iso = (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
export const today = () => iso(new Date());
export const monthPath = (year, month) => {
    const date = new Date(year, month, 1);
    return `#/month/${date.getFullYear()}-${pad(date.getMonth() + 1)}`;
};

function named(date) {
    const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
    const passed = 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4);
    if ((month === 3 && day === Math.floor(20.8431 + passed)) || (month === 9 && day === Math.floor(23.2488 + passed))) {
        return month === 3 ? "春分の日" : "秋分の日";
    }
    return FIXED[iso(date).slice(5)] ?? (date.getDay() === 1 ? MONDAYS[`${month}-${Math.ceil(day / 7)}`] : undefined);
}

// Returns the name of a day off: a holiday; the day after one on a Sunday; a day between two holidays.
export function dayOff(date) {
    const at = (days) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
    const own = named(date);
    if (own !== undefined) {
        return own;
    }
    let before = at(-1);
    while (named(before) !== undefined) {
        if (before.getDay() === 0) {
            return "振替休日";
        }
        before = new Date(before.getFullYear(), before.getMonth(), before.getDate() - 1);
    }
    return date.getDay() !== 0 && named(at(-1)) !== undefined && named(at(1)) !== undefined ? "国民の休日" : undefined;
}

export const tone = (date, off) => (off === undefined ? TONES[date.getDay()] : "sunday");

export function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
}
