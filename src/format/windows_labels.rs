//! The names of time zones that Windows shows to people, with the names of Windows, for imported files: some programs
//! write `(UTC-05:00) Eastern Time (US & Canada)` as the name of a zone.
//!
//! The texts are those of the registry of Windows, in its versions since 2000. The distance from UTC in front differs
//! between versions, and says nothing about summer time, so that it is not compared. Windows in Japanese is included.

use crate::format::windows_zones::iana_name;

/// Returns the IANA name of a zone by its name in Windows, or by the text that Windows shows for it.
pub fn zone_of_windows(name: &str) -> Option<&'static str> {
    iana_name(name).or_else(|| iana_of_label(name))
}

/// Returns the IANA name of a zone by the text that Windows shows for it; `None` if it is not such a text.
pub(crate) fn iana_of_label(label: &str) -> Option<&'static str> {
    let wanted = plain(label);
    let key = TABLE.lines().find_map(|row| {
        let (key, labels) = row.split_once('=')?;
        labels.split('|').any(|label| plain(label) == wanted).then_some(key)
    })?;
    iana_name(key).or_else(|| iana_name(&format!("{key} Standard Time")))
}

/// Returns a text in the form in which the versions of Windows agree: without the distance from UTC, without remarks at
/// the end, in lower case.
fn plain(label: &str) -> String {
    let label = label.trim();
    let rest = match label.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((head, rest)) if is_distance(head) => rest,
        Some(_) | None => label,
    };
    let rest = rest.split(" (RTZ").next().unwrap_or(rest).trim();
    let rest = [" - Old", " - New", " - 新規"]
        .iter()
        .find_map(|end| rest.strip_suffix(end))
        .unwrap_or(rest);
    let rest = rest.to_lowercase().replace('&', "and").replace("co-ordinated", "coordinated");
    let rest = rest.replace(';', ",").replace(" : ", ": ").replace("st.", "st").replace("、", ",");
    let cities = rest.strip_prefix("greenwich mean time: ").unwrap_or(&rest);
    cities.split(',').map(str::trim).collect::<Vec<_>>().join(",")
}

/// Whether it is `UTC`, `GMT+09:00`, `UTC -5:00`.
fn is_distance(text: &str) -> bool {
    let head = text.get(..3).unwrap_or_default();
    let is_utc = head.eq_ignore_ascii_case("UTC") || head.eq_ignore_ascii_case("GMT");
    is_utc && text.get(3..).is_some_and(|rest| rest.chars().all(|c| "+-:0123456789 ".contains(c)))
}

/// One zone per line, `Windows=label|label`; the first is the name of Windows, without ` Standard Time`.
const TABLE: &str = "\
Dateline=International Date Line West|日付変更線 西側
UTC-11=Coordinated Universal Time-11|Midway Island, Samoa
Aleutian=Aleutian Islands
Hawaiian=Hawaii|ハワイ
Marquesas=Marquesas Islands
Alaskan=Alaska|アラスカ
UTC-09=Coordinated Universal Time-09
Pacific Standard Time (Mexico)=Baja California|Tijuana, Baja California
UTC-08=Coordinated Universal Time-08
Pacific=Pacific Time (US & Canada)|Pacific Time (US & Canada), Tijuana|太平洋標準時 (米国およびカナダ)|太平洋標準時 (米国、カナダ)
US Mountain=Arizona|アリゾナ
Mountain Standard Time (Mexico)=Chihuahua, La Paz, Mazatlan|La Paz, Mazatlan
Mountain=Mountain Time (US & Canada)|山地標準時 (米国およびカナダ)
Yukon=Yukon
Central America=Central America|中央アメリカ
Central=Central Time (US & Canada)|中部標準時 (米国およびカナダ)
Easter Island=Easter Island
Central Standard Time (Mexico)=Guadalajara, Mexico City, Monterrey
Canada Central=Saskatchewan
SA Pacific=Bogota, Lima, Quito, Rio Branco|Bogota, Lima, Quito
Eastern Standard Time (Mexico)=Chetumal
Eastern=Eastern Time (US & Canada)|東部標準時 (米国およびカナダ)
Haiti=Haiti
Cuba=Havana
US Eastern=Indiana (East)
Turks And Caicos=Turks and Caicos
Paraguay=Asuncion
Atlantic=Atlantic Time (Canada)|大西洋標準時 (カナダ)
Venezuela=Caracas
Central Brazilian=Cuiaba|Manaus
SA Western=Georgetown, La Paz, Manaus, San Juan|Georgetown, La Paz, San Juan
Pacific SA=Santiago
Newfoundland=Newfoundland|ニューファンドランド
Tocantins=Araguaina
E. South America=Brasilia|ブラジリア
SA Eastern=Cayenne, Fortaleza|Georgetown
Argentina=City of Buenos Aires|Buenos Aires
Greenland=Greenland
Montevideo=Montevideo
Magallanes=Punta Arenas
Saint Pierre=Saint Pierre and Miquelon
Bahia=Salvador
UTC-02=Coordinated Universal Time-02
Mid-Atlantic=Mid-Atlantic
Azores=Azores
Cape Verde=Cabo Verde Is.|Cape Verde Is.|Cape Verde Islands
UTC=Coordinated Universal Time|協定世界時
GMT=Dublin, Edinburgh, Lisbon, London|ダブリン、エジンバラ、リスボン、ロンドン
Greenwich=Monrovia, Reykjavik
Sao Tome=Sao Tome
Morocco=Casablanca
W. Europe=Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna|アムステルダム、ベルリン、ベルン、ローマ、ストックホルム、ウィーン
Central Europe=Belgrade, Bratislava, Budapest, Ljubljana, Prague|ベオグラード、ブラチスラバ、ブダペスト、リュブリャナ、プラハ
Romance=Brussels, Copenhagen, Madrid, Paris|ブリュッセル、コペンハーゲン、マドリード、パリ
Central European=Sarajevo, Skopje, Warsaw, Zagreb|サラエボ、スコピエ、ワルシャワ、ザグレブ
W. Central Africa=West Central Africa
Jordan=Amman
GTB=Athens, Bucharest|Athens, Bucharest, Istanbul|アテネ、ブカレスト
Middle East=Beirut
Egypt=Cairo|カイロ
E. Europe=Chisinau
Syria=Damascus
West Bank=Gaza, Hebron
South Africa=Harare, Pretoria
FLE=Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius|Helsinki, Kiev, Riga, Sofia, Tallinn, Vilnius|ヘルシンキ、キエフ、リガ、ソフィア、タリン、ビリニュス
Israel=Jerusalem|エルサレム
South Sudan=Juba
Kaliningrad=Kaliningrad
Sudan=Khartoum
Libya=Tripoli
Namibia=Windhoek
Arabic=Baghdad
Turkey=Istanbul|イスタンブール
Arab=Kuwait, Riyadh
Belarus=Minsk
Russian=Moscow, St. Petersburg|Moscow, St. Petersburg, Volgograd|モスクワ、サンクトペテルブルク
E. Africa=Nairobi
Volgograd=Volgograd
Iran=Tehran
Arabian=Abu Dhabi, Muscat|アブダビ、マスカット
Astrakhan=Astrakhan, Ulyanovsk
Azerbaijan=Baku
Russia Time Zone 3=Izhevsk, Samara
Mauritius=Port Louis
Saratov=Saratov
Georgian=Tbilisi
Caucasus=Yerevan|Baku, Tbilisi, Yerevan
Afghanistan=Kabul
West Asia=Ashgabat, Tashkent|Tashkent
Qyzylorda=Astana|Qyzylorda
Ekaterinburg=Ekaterinburg
Pakistan=Islamabad, Karachi
India=Chennai, Kolkata, Mumbai, New Delhi|チェンナイ、コルカタ、ムンバイ、ニューデリー
Sri Lanka=Sri Jayawardenepura
Nepal=Kathmandu
Central Asia=Bishkek|Astana, Dhaka
Bangladesh=Dhaka
Omsk=Omsk
N. Central Asia=Novosibirsk|Almaty, Novosibirsk
Myanmar=Yangon (Rangoon)|ヤンゴン (ラングーン)
SE Asia=Bangkok, Hanoi, Jakarta|バンコク、ハノイ、ジャカルタ
Altai=Barnaul, Gorno-Altaysk
W. Mongolia=Hovd
North Asia=Krasnoyarsk
Tomsk=Tomsk
China=Beijing, Chongqing, Hong Kong, Urumqi|Beijing, Chongqing, Hong Kong SAR, Urumqi|北京、重慶、香港、ウルムチ|北京、重慶、香港特別行政区、ウルムチ
North Asia East=Irkutsk|Irkutsk, Ulaanbaatar
Singapore=Kuala Lumpur, Singapore|クアラルンプール、シンガポール
W. Australia=Perth|パース
Taipei=Taipei|台北
Ulaanbaatar=Ulaanbaatar
Aus Central W.=Eucla
Transbaikal=Chita
Tokyo=Osaka, Sapporo, Tokyo|大阪、札幌、東京|東京 (標準時)|東京標準時|日本標準時|JST|Tokyo, Osaka, Sapporo
North Korea=Pyongyang
Korea=Seoul|ソウル|KST
Yakutsk=Yakutsk
Cen. Australia=Adelaide|アデレード
AUS Central=Darwin|ダーウィン
E. Australia=Brisbane|ブリスベン
AUS Eastern=Canberra, Melbourne, Sydney|キャンベラ、メルボルン、シドニー
West Pacific=Guam, Port Moresby|グアム、ポートモレスビー
Tasmania=Hobart
Vladivostok=Vladivostok
Lord Howe=Lord Howe Island
Bougainville=Bougainville Island
Russia Time Zone 10=Chokurdakh
Magadan=Magadan
Norfolk=Norfolk Island
Sakhalin=Sakhalin
Central Pacific=Solomon Is., New Caledonia|Magadan, Solomon Is., New Caledonia|Magadan, Solomon Islands, New Caledonia
Russia Time Zone 11=Anadyr, Petropavlovsk-Kamchatsky
New Zealand=Auckland, Wellington|オークランド、ウェリントン
UTC+12=Coordinated Universal Time+12
Fiji=Fiji|Fiji, Kamchatka, Marshall Is.
Kamchatka=Petropavlovsk-Kamchatsky
Chatham Islands=Chatham Islands
UTC+13=Coordinated Universal Time+13
Tonga=Nuku'alofa
Samoa=Samoa
Line Islands=Kiritimati Island";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_windows_shows_is_the_zone_with_its_summer_time() {
        let rows = [
            ("(UTC-05:00) Eastern Time (US & Canada)", Some("America/New_York")),
            ("(GMT-05:00) Eastern Time (US and Canada)", Some("America/New_York")),
            (
                "(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London",
                Some("Europe/London"),
            ),
            ("(UTC) Dublin, Edinburgh, Lisbon, London", Some("Europe/London")),
            ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", Some("Europe/Berlin")),
            ("(UTC+03:00) Moscow, St. Petersburg (RTZ 2)", Some("Europe/Moscow")),
            ("(GMT-06:00) Guadalajara, Mexico City, Monterrey - New", Some("America/Mexico_City")),
            ("(UTC) Co-ordinated Universal Time", Some("Etc/UTC")),
            ("(UTC-08:00) Pacific Time (US & Canada); Tijuana", Some("America/Los_Angeles")),
            ("(UTC+09:00) Osaka, Sapporo, Tokyo", Some("Asia/Tokyo")),
            ("(UTC+09:00) 大阪、札幌、東京", Some("Asia/Tokyo")),
            ("東京 (標準時)", Some("Asia/Tokyo")),
            ("(GMT+10:00) Canberra, Melbourne, Sydney", Some("Australia/Sydney")),
            ("(UTC-05:00) Nowhere", None),
            ("Eastern", None),
            ("", None),
        ];
        for (label, zone) in rows {
            assert_eq!(iana_of_label(label), zone, "{label}");
        }
    }

    #[test]
    fn every_row_names_a_zone_and_every_text_only_one() {
        let mut seen = std::collections::BTreeSet::new();
        for row in TABLE.lines() {
            let (_, labels) = row.split_once('=').expect("a row is a pair");
            for label in labels.split('|') {
                assert!(iana_of_label(label).is_some(), "{row}");
                assert!(seen.insert(plain(label)), "{label}");
            }
        }
    }
}
