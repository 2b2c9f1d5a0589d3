//! Kanji with more than one form: old forms in names, and the new forms that most people type.
//!
//! Each group begins with the form that represents all of them. Different characters that people confuse in names (斎
//! and 斉) are in one group too: in a search, finding the name matters more than the exact character.

/// The groups, separated by spaces.
const GROUPS: &str = "\
高髙 崎﨑嵜碕 辺邊邉 斉齊斎齋 沢澤 広廣 浜濱濵 国國 学學斈 島嶋嶌 桜櫻 槙槇 富冨 真眞 恵惠 寿壽 竜龍 滝瀧 柳栁桺 薮藪籔 曽曾 \
会會 徳德 黒黑 浅淺 条條 栄榮 円圓 増增 吉𠮷 館舘\u{fa2c} 礼禮\u{fa18} 祢禰 隣鄰 峰峯 村邨 松枩 桑桒 篭籠 芦蘆 鴎鷗 鴬鶯 鯵鰺 淵渕渊 橋槗 船舩 \
秋穐龝 熙熈煕 昇曻 昂昻 映暎 峨峩 土圡 回囘 虎乕 園薗 讃讚 桧檜 壷壺 磯礒 野埜 塚\u{fa10} 栃杤 涛濤 厩廐廏 達逹 凛凜 遥遙 瑶瑤 \
亜亞 悪惡 圧壓 囲圍 為爲 医醫 壱壹 稲稻 飲飮 隠隱 衛衞 営營 駅驛 縁緣 艶艷 塩鹽 応應 欧歐 奥奧 横橫 温溫 穏穩 仮假 価價 画畫 壊壞 \
懐懷 絵繪 拡擴 覚覺 岳嶽 楽樂 勧勸 巻卷 歓歡 缶罐 観觀 間閒 関關 陥陷 顔顏 帰歸 気氣 亀龜 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 峡峽 挟挾 \
教敎 狭狹 郷鄕鄉 尭堯 暁曉 区區 駆驅 勲勳 薫薰 径徑 渓溪 経經 継繼 茎莖 蛍螢 軽輕 鶏鷄 芸藝 撃擊 欠缺 倹儉 剣劍劔 圏圈 検檢 権權 \
献獻 研硏 県縣 険險 顕顯 験驗 厳嚴 巌巖嵓 効效 恒恆 鉱鑛 号號 済濟 砕碎 剤劑 冊册 雑雜 参參 惨慘 桟棧 蚕蠶 賛贊 残殘 糸絲 歯齒 児兒 \
辞辭 湿濕 実實 舎舍 写寫 釈釋 収收 従從 渋澁澀 獣獸 縦縱 粛肅 処處 叙敍 奨奬 将將 焼燒 称稱 証證 乗乘 剰剩 壌壤 嬢孃 浄淨 畳疊疂 \
穣穰 譲讓 醸釀 嘱囑 触觸 寝寢 慎愼 晋晉 尽盡 図圖 粋粹 酔醉 随隨 髄髓 数數 枢樞 瀬瀨 清淸 静靜 声聲 跡蹟 摂攝 窃竊 専專 戦戰 潜潛 \
繊纖 践踐 銭錢 禅禪 双雙 壮壯 捜搜 挿插 争爭 窓窗 総總 聡聰 荘莊 装裝 騒騷 臓臟 蔵藏 即卽 属屬 続續 堕墮 体體 対對 帯帶 滞滯 台臺 \
択擇 単單 担擔 胆膽 団團 弾彈 断斷 痴癡 遅遲 昼晝 虫蟲 鋳鑄 庁廳 聴聽 鎮鎭 逓遞 鉄鐵 転轉 点點 伝傳 党黨 盗盜 灯燈 当當 闘鬪 独獨 \
読讀 届屆 弐貳 脳腦 覇霸 廃廢 拝拜 売賣 麦麥 発發 髪髮 抜拔 蛮蠻 秘祕 仏佛 払拂 並竝 変變 弁辨瓣辯 舗舖 穂穗 宝寶 萌萠 褒襃 豊豐 \
没沒 毎每 万萬 満滿 黙默 弥彌 薬藥 訳譯 予豫 余餘 与與 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 両兩 猟獵 緑綠 涙淚 塁壘 励勵 隷隸 \
霊靈 齢齡 歴歷 暦曆 恋戀 炉爐 労勞 楼樓 録錄 湾灣 彦彥 産產 青靑 歩步 頬頰 繋繫 莱萊 蒋蔣 蝉蟬 躯軀 醤醬 頚頸 騨驒 麹麴 麺麵 黄黃 \
侠俠 尚尙 嘘噓 填塡 掻搔 掴摑 焔焰 痩瘦 祷禱 蝋蠟 竃竈 砺礪 皐皋 瓶甁 翠翆 協恊 社\u{fa4c} 神\u{fa19} 福\u{fa1b} 祥\u{fa1a} \
晴\u{fa12} 靖\u{fa1c} 精\u{fa1d} 羽\u{fa1e} 諸\u{fa22} 都\u{fa26} 飯\u{fa2a} 飼\u{fa2b} 鶴\u{fa2d} 隆\u{f9dc} 朗\u{f929} 逸\u{fa67} 者\u{fa5b} \
緒緖 練\u{fa57} 繁\u{fa59} 署\u{fa5a} 視\u{fa61} 海\u{fa45} 渚\u{fa46} 漢\u{fa47} 勉\u{fa33} 勤\u{fa34} 卑\u{fa35} 器\u{fa38} 墨\u{fa3a} \
層\u{fa3b} 悔\u{fa3d} 慨\u{fa3e} 憎\u{fa3f} 懲\u{fa40} 敏\u{fa41} 既\u{fa42} 暑\u{fa43} 梅\u{fa44} 煮\u{fa48} 琢\u{fa4a} 碑\u{fa4b} 祉\u{fa4d} \
祈\u{fa4e} 祐\u{fa4f} 祖\u{fa50} 祝\u{fa51} 禍\u{fa52} 禎\u{fa53} 穀\u{fa54} 節\u{fa56} 著\u{fa5f} 謹\u{fa63} 賓\u{fa64} 贈\u{fa65} 難\u{fa68} \
響\u{fa69} 頻\u{fa6a} 益\u{fa17} 郎\u{f92c}郞 廉\u{f9a2} 猪\u{fa16}豬 塀\u{fa39} 類\u{f9d0} 巽巺";

/// How many characters of the groups are replaced by another one.
const COUNT: usize = count();

/// Each variant with its replacement, in order of the variants.
static TABLE: [(u32, u32); COUNT] = table();

/// Returns the representative of a kanji; itself if it has only one form.
pub fn plain(kanji: char) -> char {
    let found = TABLE.binary_search_by_key(&u32::from(kanji), |(variant, _)| *variant);
    let plain =
        found.ok().and_then(|at| TABLE.get(at)).and_then(|(_, plain)| char::from_u32(*plain));
    plain.unwrap_or(kanji)
}

/// Decodes the character that begins at a byte of the groups; returns it and the byte at which the next one begins.
#[expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "evaluated by the compiler, which refuses a wrong index"
)]
const fn decode(at: usize) -> (u32, usize) {
    const fn tail(at: usize) -> u32 {
        (GROUPS.as_bytes()[at] & 0x3f) as u32
    }
    let first = GROUPS.as_bytes()[at] as u32;
    if first < 0x80 {
        (first, at + 1)
    } else if first < 0xe0 {
        ((first & 0x1f) << 6 | tail(at + 1), at + 2)
    } else if first < 0xf0 {
        ((first & 0x0f) << 12 | tail(at + 1) << 6 | tail(at + 2), at + 3)
    } else {
        ((first & 7) << 18 | tail(at + 1) << 12 | tail(at + 2) << 6 | tail(at + 3), at + 4)
    }
}

const fn count() -> usize {
    let (mut at, mut count, mut is_first) = (0, 0, true);
    while at < GROUPS.len() {
        let (c, next) = decode(at);
        if c != 0x20 && !is_first {
            count += 1;
        }
        is_first = c == 0x20;
        at = next;
    }
    count
}

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, which refuses a wrong index"
)]
const fn table() -> [(u32, u32); COUNT] {
    let mut table = [(0, 0); COUNT];
    let (mut at, mut filled, mut plain, mut is_first) = (0, 0, 0, true);
    while at < GROUPS.len() {
        let (c, next) = decode(at);
        if c == 0x20 {
            is_first = true;
        } else if is_first {
            plain = c;
            is_first = false;
        } else {
            let mut hole = filled;
            while hole > 0 && table[hole - 1].0 > c {
                table[hole] = table[hole - 1];
                hole -= 1;
            }
            table[hole] = (c, plain);
            filled += 1;
        }
        at = next;
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn each_kanji_stands_in_one_group_only() {
        let mut groups: BTreeMap<char, Vec<&str>> = BTreeMap::new();
        for group in GROUPS.split(' ') {
            for kanji in group.chars().collect::<BTreeSet<_>>() {
                groups.entry(kanji).or_default().push(group);
            }
        }
        let double: Vec<_> = groups
            .iter()
            .filter(|(kanji, groups)| {
                // A group may be split over two entries if both begin with the same character.
                let is_first = groups.iter().all(|group| group.starts_with(**kanji));
                groups.len() > 1 && !is_first
            })
            .collect();
        assert!(double.is_empty(), "{double:?}");
        let itself: Vec<_> = TABLE.iter().filter(|(variant, plain)| variant == plain).collect();
        assert!(itself.is_empty(), "{itself:x?}");
    }

    #[test]
    fn what_stands_for_a_kanji_stands_for_itself() {
        for (variant, _) in TABLE {
            let variant = char::from_u32(variant).expect("the groups hold characters");
            assert_eq!(plain(plain(variant)), plain(variant), "{variant}");
            assert_ne!(plain(variant), variant);
        }
    }

    #[test]
    fn names_in_old_forms_have_their_plain_ones() {
        let rows = [
            ("髙﨑", "高崎"),
            ("渡邊邉", "渡辺辺"),
            ("齋齊斎藤", "斉斉斉藤"),
            ("廣澤", "広沢"),
            ("濵濱", "浜浜"),
            ("國學", "国学"),
            ("𠮷野", "吉野"),
        ];
        for (old, new) in rows {
            assert_eq!(old.chars().map(plain).collect::<String>(), new);
        }
    }
}
