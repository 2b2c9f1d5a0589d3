//! Tells the name of an organisation from that of a person, where nothing else says which it is.

/// The words with which the name of an organisation begins or ends.
const FORMS: [&str; 11] = [
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "(株)",
    "(有)",
    "（株）",
    "（有）",
    "㈱",
    "㈲",
];

/// The words with which the name of an organisation begins.
const BEGINNINGS: [&str; 9] = [
    "一般社団法人",
    "公益社団法人",
    "一般財団法人",
    "公益財団法人",
    "社会福祉法人",
    "医療法人",
    "学校法人",
    "特定非営利活動法人",
    "NPO法人",
];

/// The words with which the name of an organisation ends.
const ENDINGS: [&str; 20] = [
    "組合",
    "労組",
    "労働金庫",
    "労金",
    "連合会",
    "協議会",
    "協会",
    "協同組合",
    "連盟",
    "事務所",
    "委員会",
    "研究所",
    "センター",
    "法人",
    " Inc.",
    " Inc",
    " Ltd.",
    " Ltd",
    " LLC",
    " Union",
];

/// Returns whether a name is that of an organisation: `株式会社見本`, `見本労働組合`, `Sample Inc.`.
///
/// A name with blanks may be an organisation and a person of it, `見本労組 田中太郎`, so only its last word counts.
pub fn is_organization_name(name: &str) -> bool {
    let name = name.trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.last().copied().unwrap_or_default();
    let is_one_word = words.len() == 1;
    // 株式会社 見本: the form is a word by itself.
    let is_form_apart = words.len() == 2
        && words.first().is_some_and(|word| FORMS.contains(word) || BEGINNINGS.contains(word));
    let begins = FORMS.iter().chain(&BEGINNINGS).any(|form| name.starts_with(form));
    let ends = FORMS.iter().any(|form| last.ends_with(form))
        || ENDINGS.iter().any(|ending| name.ends_with(ending) && name.len() > ending.len());
    (begins && (is_one_word || is_form_apart)) || ends
}
