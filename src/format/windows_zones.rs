//! The time zone names of Windows, Outlook and Exchange, with their IANA names, for imported files.
//!
//! From the Unicode CLDR, `common/supplemental/windowsZones.xml`, territory `001` (the default of each name), state of
//! 2026, and two names that Windows has retired. If the IANA name of a zone has changed, the older one is kept, as in
//! CLDR, because each device knows that one.

/// Returns the IANA name of a Windows time zone (`Tokyo Standard Time` is `Asia/Tokyo`); `None` if it is not such a
/// name.
///
/// Case and surrounding white space are ignored. A name of summer time (`Tokyo Daylight Time`) means the same zone.
pub fn iana_name(windows_name: &str) -> Option<&'static str> {
    let name = windows_name.trim();
    let short = [" Standard Time", " Daylight Time"].iter().find_map(|end| without(name, end));
    TABLE.lines().find_map(|row| {
        let (key, iana) = row.split_once('=')?;
        let is_it = match (key.strip_suffix(" *"), short) {
            (Some(key), Some(short)) => key.eq_ignore_ascii_case(short),
            (Some(_), None) => false,
            (None, _) => key.eq_ignore_ascii_case(name),
        };
        is_it.then_some(iana)
    })
}

/// Returns the text without an ending, if it has it; case is ignored.
fn without<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
    tail.eq_ignore_ascii_case(end).then_some(head)
}

/// One zone per line, `Windows=IANA`; ` *` means ` Standard Time`.
const TABLE: &str = "\
AUS Central *=Australia/Darwin
AUS Eastern *=Australia/Sydney
Afghanistan *=Asia/Kabul
Alaskan *=America/Anchorage
Alberta *=America/Edmonton
Aleutian *=America/Adak
Altai *=Asia/Barnaul
Arab *=Asia/Riyadh
Arabian *=Asia/Dubai
Arabic *=Asia/Baghdad
Argentina *=America/Buenos_Aires
Astrakhan *=Europe/Astrakhan
Atlantic *=America/Halifax
Aus Central W. *=Australia/Eucla
Azerbaijan *=Asia/Baku
Azores *=Atlantic/Azores
Bahia *=America/Bahia
Bangladesh *=Asia/Dhaka
Belarus *=Europe/Minsk
Bougainville *=Pacific/Bougainville
British Columbia *=America/Vancouver
Canada Central *=America/Regina
Cape Verde *=Atlantic/Cape_Verde
Caucasus *=Asia/Yerevan
Cen. Australia *=Australia/Adelaide
Central America *=America/Guatemala
Central Asia *=Asia/Bishkek
Central Brazilian *=America/Cuiaba
Central Europe *=Europe/Budapest
Central European *=Europe/Warsaw
Central Pacific *=Pacific/Guadalcanal
Central *=America/Chicago
Central Standard Time (Mexico)=America/Mexico_City
Chatham Islands *=Pacific/Chatham
China *=Asia/Shanghai
Cuba *=America/Havana
Dateline *=Etc/GMT+12
E. Africa *=Africa/Nairobi
E. Australia *=Australia/Brisbane
E. Europe *=Europe/Chisinau
E. South America *=America/Sao_Paulo
Easter Island *=Pacific/Easter
Eastern *=America/New_York
Eastern Standard Time (Mexico)=America/Cancun
Egypt *=Africa/Cairo
Ekaterinburg *=Asia/Yekaterinburg
FLE *=Europe/Kiev
Fiji *=Pacific/Fiji
GMT *=Europe/London
GTB *=Europe/Bucharest
Georgian *=Asia/Tbilisi
Greenland *=America/Godthab
Greenwich *=Atlantic/Reykjavik
Haiti *=America/Port-au-Prince
Hawaiian *=Pacific/Honolulu
India *=Asia/Calcutta
Iran *=Asia/Tehran
Israel *=Asia/Jerusalem
Jordan *=Asia/Amman
Kaliningrad *=Europe/Kaliningrad
Kamchatka *=Asia/Kamchatka
Korea *=Asia/Seoul
Libya *=Africa/Tripoli
Line Islands *=Pacific/Kiritimati
Lord Howe *=Australia/Lord_Howe
Magadan *=Asia/Magadan
Magallanes *=America/Punta_Arenas
Manitoba *=America/Winnipeg
Marquesas *=Pacific/Marquesas
Mauritius *=Indian/Mauritius
Mid-Atlantic *=Etc/GMT+2
Middle East *=Asia/Beirut
Montevideo *=America/Montevideo
Morocco *=Africa/Casablanca
Mountain *=America/Denver
Mountain Standard Time (Mexico)=America/Mazatlan
Myanmar *=Asia/Rangoon
N. Central Asia *=Asia/Novosibirsk
Namibia *=Africa/Windhoek
Nepal *=Asia/Katmandu
New Zealand *=Pacific/Auckland
Newfoundland *=America/St_Johns
Norfolk *=Pacific/Norfolk
North Asia East *=Asia/Irkutsk
North Asia *=Asia/Krasnoyarsk
North Korea *=Asia/Pyongyang
Omsk *=Asia/Omsk
Pacific SA *=America/Santiago
Pacific *=America/Los_Angeles
Pacific Standard Time (Mexico)=America/Tijuana
Pakistan *=Asia/Karachi
Paraguay *=America/Asuncion
Qyzylorda *=Asia/Qyzylorda
Romance *=Europe/Paris
Russia Time Zone 10=Asia/Srednekolymsk
Russia Time Zone 11=Asia/Kamchatka
Russia Time Zone 3=Europe/Samara
Russian *=Europe/Moscow
SA Eastern *=America/Cayenne
SA Pacific *=America/Bogota
SA Western *=America/La_Paz
SE Asia *=Asia/Bangkok
Saint Pierre *=America/Miquelon
Sakhalin *=Asia/Sakhalin
Samoa *=Pacific/Apia
Sao Tome *=Africa/Sao_Tome
Saratov *=Europe/Saratov
Singapore *=Asia/Singapore
South Africa *=Africa/Johannesburg
South Sudan *=Africa/Juba
Sri Lanka *=Asia/Colombo
Sudan *=Africa/Khartoum
Syria *=Asia/Damascus
Taipei *=Asia/Taipei
Tasmania *=Australia/Hobart
Tocantins *=America/Araguaina
Tokyo *=Asia/Tokyo
Tomsk *=Asia/Tomsk
Tonga *=Pacific/Tongatapu
Transbaikal *=Asia/Chita
Turkey *=Europe/Istanbul
Turks And Caicos *=America/Grand_Turk
US Eastern *=America/Indianapolis
US Mountain *=America/Phoenix
UTC=Etc/UTC
UTC+12=Etc/GMT-12
UTC+13=Etc/GMT-13
UTC-02=Etc/GMT+2
UTC-08=Etc/GMT+8
UTC-09=Etc/GMT+9
UTC-11=Etc/GMT+11
Ulaanbaatar *=Asia/Ulaanbaatar
Venezuela *=America/Caracas
Vladivostok *=Asia/Vladivostok
Volgograd *=Europe/Volgograd
W. Australia *=Australia/Perth
W. Central Africa *=Africa/Lagos
W. Europe *=Europe/Berlin
W. Mongolia *=Asia/Hovd
West Asia *=Asia/Tashkent
West Bank *=Asia/Hebron
West Pacific *=Pacific/Port_Moresby
Yakutsk *=Asia/Yakutsk
Yukon *=America/Whitehorse";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_windows_are_names_of_iana() {
        let rows = [
            ("Tokyo Standard Time", Some("Asia/Tokyo")),
            (" tokyo daylight time ", Some("Asia/Tokyo")),
            ("W. Europe Standard Time", Some("Europe/Berlin")),
            ("Central Standard Time", Some("America/Chicago")),
            ("Central Standard Time (Mexico)", Some("America/Mexico_City")),
            ("UTC", Some("Etc/UTC")),
            ("UTC+12", Some("Etc/GMT-12")),
            ("Russia Time Zone 3", Some("Europe/Samara")),
            ("Tokyo", None),
            ("UTC Standard Time", None),
            ("Asia/Tokyo", None),
            (" Standard Time", None),
            ("", None),
            ("東京 (標準時)", None),
        ];
        for (name, iana) in rows {
            assert_eq!(iana_name(name), iana, "{name}");
        }
    }

    #[test]
    fn every_row_is_found_by_its_own_name() {
        for row in TABLE.lines() {
            let (key, iana) = row.split_once('=').expect("a row is a pair");
            assert_eq!(iana_name(&key.replace(" *", " Standard Time")), Some(iana));
        }
        assert_eq!(TABLE.lines().count(), 144);
    }
}
