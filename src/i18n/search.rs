//! The texts of search, of the viewer's own events, and of overlaps.

use crate::i18n::count::{Count, plural};

texts! {
    plain {
        search_title: "検索", "Search";
        search_label: "検索する言葉", "Words to look for";
        search_placeholder: "行事、場所、人、組織…", "Events, places, people…";
        search_clear: "検索する言葉を消去", "Clear the words";
        search_hint: "題名、場所、人、組織、プログラム、内容から探します。言葉を空白で区切ると、すべてを含む行事を探します。", "Searches titles, places, people, organisations, programmes and descriptions. Events must contain all the words.";
        search_hint_folding: "全角と半角、ひらがなとカタカナ、「髙」と「高」のような字の違い、「打合せ」と「打ち合わせ」のような送り仮名の違いは、気にしなくてかまいません。日付や月（12/22、2023年12月）からも探せます。", "Capitals, accents, letter width and variants of Japanese characters make no difference. Days and months (12/22, December 2023) can be searched for too.";
        search_none: "見つかりませんでした", "Nothing found";
        search_none_advice: "言葉を短くするか、減らしてみてください。名前は名字だけでも探せます。", "Try a shorter word, or fewer. A family name is enough to find a person.";
        search_none_hidden: "非表示のカレンダーは探していません。", "Hidden calendars are not searched.";
        search_waiting: "残りの行事を読み込んでいます。見つかる行事がまだ増えるかもしれません。", "Loading the remaining events. More may still be found.";
        search_more: "もっと見る", "Show more";
        search_span: "期間", "When";
        search_span_any: "すべての期間", "Any time";
        search_span_coming: "今日以降", "Upcoming";
        search_span_past: "過去", "Past";
        search_span_days: "期間を指定", "Choose days";
        search_from: "開始日", "From";
        search_to: "終了日", "To";
        search_organization: "組織", "Organisation";
        search_organization_any: "すべての組織", "All organisations";
        search_unanswered: "未回答者あり", "Replies missing";
        search_unanswered_hint: "人の名前で探しているときは、その人が未回答の行事だけになります。", "When you search for a person by name, shows only events that this person has not answered.";
        filter_mine: "自分の行事だけ", "Only mine";
        overlap_title: "時間の重なり", "Overlapping events";
        overlap_mine: "自分の行事と時間が重なっています。", "This overlaps with other events of yours.";
        overlap_people: "同じ時間に、別の行事の名簿にも載っている人がいます。", "People on this list are on another list at the same time.";
    }
    composed {
        search_found(count: impl Count) => format!("{count}件見つかりました"), format!("{} found", plural(count, "event", "events"));
        search_jump(when: &str) => format!("{when}へ"), format!("Go to {when}");
        search_unfiltered(count: impl Count) => format!("絞り込みを外すと{count}件あります"), format!("Without filters: {}", plural(count, "event", "events"));
        search_more_people(count: impl Count) => format!("ほか{count}人"), format!("{count} more");
    }
}
