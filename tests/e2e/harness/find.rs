//! Finding elements by role and accessible name, as the browser computes them.

use super::engine::Engine;
use super::{Browser, Outcome, until};
use serde_json::json;
use thirtyfour::common::command::{Command, FormatRequestData};
use thirtyfour::{ElementId, RequestData, SessionId, WebElement};

/// The accessible name to find.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Name<'a> {
    /// Exactly this name; a run of white space counts as one space.
    Is(&'a str),
    /// A name that contains this text.
    Has(&'a str),
    /// Any name.
    Any,
}

impl Name<'_> {
    fn fits(self, name: &str) -> bool {
        let squeezed = name.split_whitespace().collect::<Vec<_>>().join(" ");
        match self {
            Self::Is(wanted) => squeezed == wanted,
            Self::Has(wanted) => squeezed.contains(wanted),
            Self::Any => true,
        }
    }

    fn text(self) -> Option<String> {
        match self {
            Self::Is(wanted) | Self::Has(wanted) => Some(wanted.to_owned()),
            Self::Any => None,
        }
    }
}

/// Returns every visible element that could have the role, first those whose text matches the name. The browser's own
/// computation then decides; this selection only saves it from checking the whole page.
const CANDIDATES: &str = r#"
    const [role, name] = given;
    const native = {
        article: "article", banner: "header", button: "button,summary,input[type=button],input[type=submit]",
        cell: "td", checkbox: "input[type=checkbox]", columnheader: "th", combobox: "select,input[list]",
        complementary: "aside", contentinfo: "footer", dialog: "dialog", DisclosureTriangle: "summary", figure: "figure", form: "form",
        group: "fieldset,details,optgroup", heading: "h1,h2,h3,h4,h5,h6", image: "img,svg", img: "img,svg",
        link: "a[href],area[href]", list: "ul,ol,menu", listitem: "li", main: "main", meter: "meter",
        navigation: "nav", option: "option", progressbar: "progress", radio: "input[type=radio]",
        region: "section", row: "tr", rowheader: "th", search: "search", searchbox: "input[type=search]",
        slider: "input[type=range]", spinbutton: "input[type=number]", status: "output", table: "table",
        textbox: "textarea,input:not([type]),input[type=text],input[type=email],input[type=tel],input[type=url]",
        time: "time",
    };
    const selector = [`[role~="${role}"]`, native[role]].filter(Boolean).join(",");
    const squeeze = (text) => (text ?? "").replace(/\s+/g, "");
    const wanted = squeeze(name);
    const speaks = (element) => {
        const named = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
        const texts = [
            element.textContent, element.value, element.title, element.placeholder, element.alt,
            element.getAttribute("aria-label"),
            ...named.map((id) => document.getElementById(id)?.textContent),
            ...[...(element.labels ?? [])].map((label) => label.textContent),
        ];
        return texts.some((text) => typeof text === "string" && squeeze(text).includes(wanted));
    };
    // What is behind an open dialog cannot be reached.
    const dialog = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document;
    const shown = [...document.querySelectorAll(selector)].filter((element) => dialog.contains(element)
        && element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true],[inert]"));
    if (!wanted) return shown;
    const likely = shown.filter(speaks);
    return [...likely, ...shown.filter((element) => !likely.includes(element)).slice(0, 100)];
"#;

/// Returns the name of a field or a column where WebKit computes another than the standard says: it adds the content of a
/// field to the label that the field is in, and gives no name to the columns of a table.
const NAME_FOR_WEBKIT: &str = r#"
    const [element] = arguments;
    if (element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby")) return null;
    const text = (part) => {
        const copy = part.cloneNode(true);
        copy.querySelectorAll("input,select,textarea,button,[aria-hidden=true],[hidden]").forEach((it) => it.remove());
        return copy.textContent;
    };
    if (element.matches("th")) return text(element);
    return element.labels?.length ? [...element.labels].map(text).join(" ") : null;
"#;

/// Returns the text that is shown. Parts with `content-visibility` that are out of sight have none in `innerText` of
/// Firefox and WebKit, so theirs is added.
const SHOWN_TEXT: &str = r#"
    const isLazy = (element) => getComputedStyle(element).contentVisibility === "auto" && element.checkVisibility();
    const lazy = given[0] ? [...document.body.querySelectorAll("*")].filter(isLazy) : [];
    return [document.body.innerText, ...lazy.map((element) => element.textContent)].join("\n");
"#;

impl Browser {
    /// Waits for the first element with this role and name.
    pub(crate) async fn find(&self, role: &str, name: Name<'_>) -> Outcome<WebElement> {
        let found = until(&format!("{role} {name:?}"), async || self.first(role, name).await).await;
        match found {
            Ok(element) => Ok(element),
            Err(error) => Err(format!("{error}; there are: {:?}", self.names(role).await?).into()),
        }
    }

    /// Waits until no element has this role and name.
    pub(crate) async fn gone(&self, role: &str, name: Name<'_>) -> Outcome {
        until(&format!("{role} {name:?} to go"), async || {
            Ok(self.first(role, name).await?.is_none().then_some(()))
        })
        .await
    }

    /// Returns whether such an element exists now.
    pub(crate) async fn has(&self, role: &str, name: Name<'_>) -> Outcome<bool> {
        Ok(self.first(role, name).await?.is_some())
    }

    /// Returns the names of all elements that have this role now.
    pub(crate) async fn names(&self, role: &str) -> Outcome<Vec<String>> {
        let mut names = Vec::new();
        for element in self.candidates(role, Name::Any).await? {
            if self.is_role(&element, role).await? {
                names.push(self.name_of(&element, role).await?);
            }
        }
        Ok(names)
    }

    /// Returns the accessible name of the element that has the focus.
    pub(crate) async fn focused_name(&self) -> Outcome<String> {
        let element = self.driver.active_element().await?;
        self.computed(&element, "computedlabel").await
    }

    /// Returns the text of the whole page, as shown.
    pub(crate) async fn page_text(&self) -> Outcome<String> {
        let leaves_out = self.engine != Engine::Chromium;
        let text = self.script(SHOWN_TEXT, vec![json!(leaves_out)]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits for the page to show a text.
    pub(crate) async fn see(&self, text: &str) -> Outcome {
        until(&format!("the text {text:?}"), async || {
            Ok(self.page_text().await?.contains(text).then_some(()))
        })
        .await
    }

    async fn first(&self, role: &str, name: Name<'_>) -> Outcome<Option<WebElement>> {
        for element in self.candidates(role, name).await? {
            if name.fits(&self.name_of(&element, role).await?)
                && self.is_role(&element, role).await?
            {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    async fn name_of(&self, element: &WebElement, role: &str) -> Outcome<String> {
        let differs = ["columnheader", "combobox", "searchbox", "textbox"].contains(&role);
        if self.engine == Engine::Webkit && differs {
            let name = self.driver.execute(NAME_FOR_WEBKIT, vec![element.to_json()?]).await?;
            if let Some(name) = name.json().as_str() {
                return Ok(name.to_owned());
            }
        }
        self.computed(element, "computedlabel").await
    }

    async fn is_role(&self, element: &WebElement, role: &str) -> Outcome<bool> {
        let reported = self.computed(element, "computedrole").await?;
        Ok(reported == role || other_words(self.engine, role).contains(&reported.as_str()))
    }

    async fn candidates(&self, role: &str, name: Name<'_>) -> Outcome<Vec<WebElement>> {
        let found = self.driver.execute(
            format!("const given = arguments;{CANDIDATES}"),
            vec![json!(role), json!(name.text())],
        );
        Ok(found.await?.elements()?)
    }

    async fn computed(&self, element: &WebElement, what: &'static str) -> Outcome<String> {
        let question = Computed { element: element.element_id(), what };
        Ok(self.driver.cmd(question).await?.value::<String>()?)
    }
}

/// Returns what an engine calls the role of an element that has it by its kind, where it has words of its own.
fn other_words(engine: Engine, role: &str) -> &'static [&'static str] {
    match (engine, role) {
        (Engine::Firefox | Engine::Webkit, "DisclosureTriangle") => &[""],
        (Engine::Webkit, "combobox") => &["button", "textbox"],
        (Engine::Chromium | Engine::Firefox | Engine::Webkit, _) => &[],
    }
}

/// Asks the browser for the computed role or label of an element; thirtyfour has no call for this.
#[derive(Debug)]
struct Computed {
    element: ElementId,
    what: &'static str,
}

impl FormatRequestData for Computed {
    fn format_request(&self, session: &SessionId) -> RequestData {
        // The request has the same form as the one for the tag's name, at a neighbouring address.
        let mut request = Command::GetElementTagName(self.element.clone()).format_request(session);
        request.uri = format!("session/{session}/element/{}/{}", self.element, self.what).into();
        request
    }
}
