//! The accessibility audit: axe-core, run inside the page.

use super::{Browser, Outcome, root};
use serde_json::Value;
use std::fmt;
use std::fs;

/// A rule that the page violates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    /// The rule's name, such as `color-contrast`.
    pub(crate) rule: String,
    /// The requirement of the rule.
    pub(crate) help: String,
    /// Selectors of the elements that violate it.
    pub(crate) elements: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.elements.iter().take(3).cloned().collect::<Vec<_>>().join(" · ");
        write!(out, "{}: {} ({} × {shown})", self.rule, self.help, self.elements.len())
    }
}

impl Browser {
    /// Returns every violation that axe-core finds on the page as it is now.
    pub(crate) async fn axe(&self) -> Outcome<Vec<Violation>> {
        let is_there = "return typeof axe === 'object';";
        if self.script(is_there, Vec::new()).await? != true {
            self.load_axe().await?;
        }
        let body = "const { violations } = await axe.run(document, { resultTypes: ['violations'] }); return violations;";
        let found = self.script(body, Vec::new()).await?;
        let violations = found.as_array().ok_or("axe gave no list")?;
        Ok(violations.iter().map(violation).collect())
    }

    async fn load_axe(&self) -> Outcome {
        let path = root().join(".tools/node_modules/axe-core/axe.min.js");
        let source =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        // The driver evaluates the script, so the page's policy does not apply to it.
        self.driver.execute(source, Vec::new()).await?;
        Ok(())
    }
}

fn violation(found: &Value) -> Violation {
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    let nodes = found["nodes"].as_array().into_iter().flatten();
    Violation {
        rule: text("id"),
        help: text("help"),
        elements: nodes.map(|node| node["target"].to_string()).collect(),
    }
}
