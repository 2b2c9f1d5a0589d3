//! The settings: language, appearance, storage, backup, and deleting everything. Each takes effect at once.

use leptos::prelude::*;

use crate::domain::time::{WeekSpan, WeekStart};
use crate::format::stored::settings::Theme;
use crate::i18n::{Language, Messages};
use crate::present::route::directory::DirectoryPath;
use crate::present::route::path::Path;
use crate::state::navigation;
use crate::ui::components::backup_panel::BackupPanel;
use crate::ui::components::fiscal_panel::FiscalPanel;
use crate::ui::components::health_panel::HealthPanel;
use crate::ui::components::install_card::InstallSteps;
use crate::ui::components::top_bar::TopBar;
use crate::ui::components::wipe_panel::WipePanel;
use crate::ui::context::use_ui;
use crate::ui::elements::icon::{Icon, IconView};
use crate::ui::elements::radio_group::{Choosable, RadioGroup};

/// Shows the settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let ui = use_ui();
    view! {
        <TopBar title=ui.messages().settings_title() takes_focus=true/>
        <div class="content settings">
            <section class="panel">
                <h2>{ui.messages().directory_title()}</h2>
                <div class="rows">
                    <a class="onward" href=Path::Directory(DirectoryPath::People(String::new())).format()>
                        <span>{ui.messages().directory_hint()}</span>
                        <IconView icon=Icon::Forward/>
                    </a>
                </div>
            </section>
            <DisplayPanel/>
            <FiscalPanel/>
            <BackupPanel/>
            <HealthPanel/>
            <section class="panel">
                <h2>{ui.messages().history_title()}</h2>
                <div class="rows">
                    <a class="onward" href=Path::History.format()>
                        <span>{ui.messages().history_hint()}</span>
                        <IconView icon=Icon::Forward/>
                    </a>
                </div>
            </section>
            <section class="panel">
                <h2>{ui.messages().trash_title()}</h2>
                <div class="rows">
                    <a class="onward" href=Path::Trash.format()>
                        <span>{ui.messages().trash_hint()}</span>
                        <IconView icon=Icon::Forward/>
                    </a>
                </div>
            </section>
            <section class="panel">
                <h2>{ui.messages().install_section()}</h2>
                <div class="box">
                    {if navigation::is_installed() {
                        view! { <p>{ui.messages().install_done()}</p> }.into_any()
                    } else {
                        view! { <InstallSteps/> }.into_any()
                    }}
                </div>
            </section>
            <section class="panel">
                <h2>{ui.messages().settings_about()}</h2>
                <div class="box">
                    <p>{ui.messages().settings_privacy()}</p>
                    <p class="soft">{ui.messages().version(env!("CARGO_PKG_VERSION"))}</p>
                </div>
            </section>
            <WipePanel/>
        </div>
    }
}

/// Shows language, week start, and light or dark colours.
#[component]
fn DisplayPanel() -> impl IntoView {
    let ui = use_ui();
    let settings = ui.state.settings;
    let language = Memo::new(move |_| {
        settings.with(|settings| settings.portable.language.as_deref().and_then(Language::from_tag))
    });
    let week_start = Memo::new(move |_| settings.with(|settings| settings.portable.week_start));
    let week_span = Memo::new(move |_| settings.with(|settings| settings.portable.week_span));
    let set_week_span = Callback::new(move |span| {
        ui.state.set_up(|settings| settings.portable.week_span = span);
    });
    let spans = vec![
        choosable(WeekSpan::ThreeDays, <dyn Messages>::week_span_three),
        choosable(WeekSpan::SevenDays, <dyn Messages>::week_span_seven),
    ];
    let theme = Memo::new(move |_| settings.with(|settings| settings.portable.theme));
    let set_language = Callback::new(move |language: Option<Language>| {
        ui.state.set_up(|settings| {
            settings.portable.language = language.map(|language| language.tag().to_owned());
        });
    });
    let set_week_start = Callback::new(move |start| {
        ui.state.set_up(|settings| settings.portable.week_start = start);
    });
    let set_theme =
        Callback::new(move |theme| ui.state.set_up(|settings| settings.portable.theme = theme));
    let device =
        Choosable { value: None, label: ui.messages().settings_language_device(), color: None };
    let spoken = Language::ALL.map(|language| Choosable {
        value: Some(language),
        label: language.own_name(),
        color: None,
    });
    let languages = std::iter::once(device).chain(spoken).collect::<Vec<_>>();
    let weeks = vec![
        choosable(WeekStart::Sunday, <dyn Messages>::settings_week_sunday),
        choosable(WeekStart::Monday, <dyn Messages>::settings_week_monday),
    ];
    let themes = vec![
        choosable(Theme::Device, <dyn Messages>::settings_theme_device),
        choosable(Theme::Light, <dyn Messages>::settings_theme_light),
        choosable(Theme::Dark, <dyn Messages>::settings_theme_dark),
    ];
    view! {
        <section class="panel">
            <h2>{ui.messages().settings_display()}</h2>
            <div class="box">
                <RadioGroup legend=ui.messages().settings_language() name="language" choices=languages chosen=language on_choose=set_language/>
                <RadioGroup legend=ui.messages().settings_theme() name="theme" choices=themes chosen=theme on_choose=set_theme/>
                <RadioGroup legend=ui.messages().settings_week_start() name="week-start" choices=weeks chosen=week_start on_choose=set_week_start/>
                <RadioGroup legend=ui.messages().week_span() name="week-span" choices=spans chosen=week_span on_choose=set_week_span/>
            </div>
        </section>
    }
}

fn choosable<T>(value: T, label: fn(&'static dyn Messages) -> &'static str) -> Choosable<T> {
    let ui = use_ui();
    Choosable { value, label: label(ui.messages()), color: None }
}
