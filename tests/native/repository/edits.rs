//! Edits of people in several tabs at once: edits of different fields are all kept in every interleaving, and an undo
//! keeps what was saved later.

use std::cell::RefCell;

use tsudoi::present::form::event::form::EventForm;

use crate::repository::tabs::{Tab, event, id, read, tabs, write};
use crate::repository::world::{Dice, all, now};

/// How many interleavings are tried for each law.
const INTERLEAVINGS: u64 = 600;

/// The fields that the writers edit. Each has an owner, so that no two writers edit the same one.
const FIELDS: [&str; 8] =
    ["title", "description", "place", "meeting", "reply", "new person", "audience", "link"];

/// Edits one of the fields that a tab owns, in the form of the event as the tab shows it.
async fn edit_own(tab: &mut Tab, dice: &Dice, step: u32, wanted: &RefCell<Vec<(String, String)>>) {
    let owned: Vec<&str> = (0..)
        .zip(FIELDS)
        .filter(|(index, _)| index % 3 + 1 == tab.number)
        .map(|(_, field)| field)
        .collect();
    let field = dice.pick(&owned).copied().expect("each tab owns some");
    let before = tab.form();
    let mut form = before.clone();
    write(&mut form, field, &format!("{}-{step}", tab.number));
    let read = read(&form, field);
    let saved = tab.save(tab.saving(&before, form)).await;
    assert!(matches!(saved, Ok(Some(_))), "{field}: {saved:?}");
    wanted.borrow_mut().retain(|(known, _)| known != field);
    wanted.borrow_mut().push((field.to_owned(), read));
}

#[test]
fn edits_of_different_fields_are_kept_in_every_interleaving() {
    for seed in 0..INTERLEAVINGS {
        let dice = Dice::new(seed);
        let mut tabs = tabs(&dice, event(), 3);
        let store = tabs[0].store.clone();
        let wanted = RefCell::default();
        let (steps, wanted_, dice_) = (1 + dice.below(4), &wanted, &dice);
        all(&dice, {
            let live = |tab| -> std::pin::Pin<Box<dyn Future<Output = ()> + '_>> {
                Box::pin(async move {
                    let tab: &mut Tab = tab;
                    for step in 0..steps {
                        edit_own(tab, dice_, step, wanted_).await;
                    }
                })
            };
            tabs.iter_mut().map(live).collect()
        });
        let stored = store.stored();
        assert_eq!(stored, *store.disk.model.borrow(), "seed {seed}");
        let entry = stored.entry(&id()).expect("it is there");
        let form = EventForm::of(&entry.event, &entry.calendar);
        for (field, value) in wanted.into_inner() {
            assert_eq!(read(&form, &field), value, "seed {seed}: {field}");
        }
    }
}

#[test]
fn an_undo_beside_a_save_keeps_the_save() {
    for seed in 0..INTERLEAVINGS {
        let dice = Dice::new(seed);
        let mut tabs = tabs(&dice, event(), 2);
        let store = tabs[0].store.clone();
        let (mut two, mut one) = (tabs.remove(1), tabs.remove(0));
        let before = one.form();
        let titled = EventForm { title: "臨時執行委員会".to_owned(), ..before.clone() };
        let done = now(one.save(one.saving(&before, titled))).expect("it is saved");
        let mut placed = before.clone();
        write(&mut placed, "place", "別館");
        let save = two.saving(&before, placed);
        all(
            &dice,
            vec![
                Box::pin(async { assert!(one.undo(done.expect("it is recorded")).await) }),
                Box::pin(async { assert!(matches!(two.save(save).await, Ok(Some(_)))) }),
            ],
        );
        let entry = store.stored().entry(&id()).expect("it is there").clone();
        assert_eq!(entry.event.title, "執行委員会", "seed {seed}");
        assert_eq!(entry.event.venue().expect("it has one").name, "別館", "seed {seed}");
    }
}

#[test]
fn an_undo_never_takes_back_what_was_saved_later() {
    let dice = Dice::new(1);
    let mut tabs = tabs(&dice, event(), 2);
    let (mut two, mut one) = (tabs.remove(1), tabs.remove(0));
    let before = one.form();
    let titled = |title: &str| EventForm { title: title.to_owned(), ..before.clone() };
    let first = now(one.save(one.saving(&before, titled("第一"))));
    now(two.repository.catch_up(&two.page)).expect("it reads");
    let shown = two.form();
    let again = EventForm { title: "第二".to_owned(), ..shown.clone() };
    let second = now(two.save(two.saving(&shown, again))).expect("it is saved");
    let first = first.expect("it is saved").expect("it is recorded");
    assert!(!now(one.undo(first.clone())), "there is nothing left of it");
    let title = || one.store.stored().entry(&id()).expect("it is there").event.title.clone();
    assert_eq!(title(), "第二");
    assert!(now(two.undo(second.expect("it is recorded"))));
    assert_eq!(title(), "第一");
    assert!(now(two.undo(first)));
    assert_eq!(title(), "執行委員会");
}
