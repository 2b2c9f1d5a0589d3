//! The most usual surnames of two letters and more: a name without a space that begins with one is divided there.
//!
//! What is also the name of a prefecture or a large city, or another word, is left out: 千葉, 山口, 平野, 山中.

use crate::domain::search::variants::plain;

/// The surnames, in the kanji that stand for all variants, separated by spaces.
const SURNAMES: &str = "\
佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 井上 木村 斉藤 清水 山崎 池田 橋本 阿部 山下 中島 前田 小川 藤田 岡田 \
後藤 長谷川 石井 村上 近藤 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 藤原 岡本 松田 中川 原田 小野 田村 竹内 金子 和田 中山 石田 上田 森田 \
小島 柴田 酒井 工藤 横山 宮本 内田 高木 安藤 谷口 大野 丸山 今井 高田 藤本 武田 村田 杉山 増田 大塚 久保 松井 小山 岩崎 桜井 野口 松尾 \
菊地 菊池 木下 野村 新井 佐野 古川 杉本 大西 島田 水野 浜田 高野 吉川 山内 西田 飯田 西川 小松 北村 安田 五十嵐 平田 関口 中田 服部 岩田 \
土屋 本田 樋口 永井 秋山 中西 川上 吉村 川村 大橋 石原 松岡 浅野 荒木 大久保 野田 小沢 田辺 星野 黒田 川島 尾崎 望月 永田 内藤 松村 西山 \
大谷 平井 大島 岩本 片山 本間 早川 横田 荒井 大石 鎌田 宮田 小田 石橋 篠原 須藤 河野 大沢 栗原 三宅 伊東 松原 小池 広瀬 渡部 富田 佐久間 \
小野寺 大和田 長谷部 日下部 長谷 佐伯 三上 吉岡 北川 関根 根本 奥村 福本 菅原 松永 上原 平山 今村 矢野 田口 川端 中井 川本 石塚 相沢 古賀 \
岸本 竹田 多田 安部 野崎 入江 塚本 久保田 宇佐美 勅使河原 波多野 小田切 二階堂 小笠原 我妻 八木 村井 大森 堀内 \
森本 松下 飯島 岩下 柳沢 小西 三好 児玉 武藤 榎本 桑原 片岡 金井 村山 津田 田島 坂口 戸田 堀江 神谷 植田 中原 加納 宮下 落合";

/// Divides a name without a space after its surname, if that is a usual one.
pub(super) fn divided(name: &str) -> Option<(&str, &str)> {
    let ends = name.char_indices().skip(2).take(3).map(|(at, _)| name.split_at(at));
    let is_surname = |word: &str| {
        let word: String = word.chars().map(plain).collect();
        SURNAMES.split(' ').any(|surname| surname == word)
    };
    ends.filter(|(surname, _)| is_surname(surname)).last()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_surname_stands_once_in_plain_kanji() {
        let mut seen = BTreeSet::new();
        for surname in SURNAMES.split(' ') {
            assert_eq!(surname.chars().map(plain).collect::<String>(), surname);
            assert!((2..=4).contains(&surname.chars().count()), "{surname}");
            assert!(seen.insert(surname), "{surname}");
        }
    }

    #[test]
    fn a_name_is_divided_after_the_longest_surname() {
        assert_eq!(divided("長谷川龍太郎"), Some(("長谷川", "龍太郎")));
        assert_eq!(divided("髙橋明"), Some(("髙橋", "明")));
        assert_eq!(divided("大会明"), None);
        assert_eq!(divided("佐藤"), None);
    }
}
