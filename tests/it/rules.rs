//! What `tarqim rules`, `tarqim explain` and `tarqim config show` say of the configuration that
//! holds where they are called.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{folder, run, status, stderr, stdout};

const DESK: &str = r#"
[style]
name = "desk"

[[rule]]
id = "desk/vague-source"
check = "pattern"
level = "warning"
words = ["مصادر مطلعة"]
message = { en = "A source without a name: {found}", ar = "مصدر بلا اسم: {found}" }
help = { en = "Name the source.", ar = "يُذكر اسم المصدر." }
bad = ["قالت مصادر مطلعة إن العمل بدأ."]
"#;

const WEB: &str = r#"
[[rule]]
id = "web/link"
check = "pattern"
words = ["اضغط هنا"]
name = { en = "Empty link", ar = "رابط بلا معنى" }
message = { en = "Found {found}", ar = "وُجد {found}" }
"#;

fn desk() -> TempDir {
    let config = "extends = [\"./desk.toml\"]\nmessages = \"ar\"\n\
                  [rules]\n\"quotes/unmatched\" = \"hint\"\n\
                  [[overrides]]\nfiles = [\"web/**\"]\nextends = [\"./web.toml\"]\n";
    folder(&[
        ("tarqim.toml", config),
        ("desk.toml", DESK),
        ("web.toml", WEB),
        ("a.md", "بدأ العمل.\n"),
        ("broken.toml", "extends = 1\n"),
    ])
}

#[test]
fn the_list_has_the_rules_and_the_levels_of_the_place() {
    let folder = desk();
    let list = stdout(&run(folder.path(), &["rules"]));
    let row = |id: &str| {
        let row = list.lines().find(|row| row.starts_with(id));
        let words: Vec<_> = row.unwrap_or_default().split_whitespace().collect();
        words.join(" ")
    };
    assert_eq!(
        row("desk/vague-source"),
        "desk/vague-source warning (desk.toml:6)"
    );
    assert_eq!(row("web/link"), "web/link hint رابط بلا معنى (web.toml:3)");
    assert_eq!(
        row("quotes/unmatched"),
        "quotes/unmatched hint اقتباس غير مكتمل"
    );
    let isolated = stdout(&run(folder.path(), &["rules", "--isolated"]));
    assert!(!isolated.contains("desk/"));
    assert!(isolated.contains("Unmatched quotation mark"));
}

#[test]
fn a_desks_rule_is_explained_in_the_language_of_its_configuration() {
    let folder = desk();
    let explain = |args: &[&str]| {
        let output = run(folder.path(), &[&["explain"], args].concat());
        (status(&output), stdout(&output) + &stderr(&output))
    };
    let (status, page) = explain(&["desk/vague-source"]);
    assert_eq!(status, 0);
    let expected = "# desk/vague-source\n\nالمستوى: `warning` (desk.toml:6)\n\n\
                    مصدر بلا اسم: {found}\n\nيُذكر اسم المصدر.\n\n\
                    ## يُبلَّغ عنه\n\n- قالت مصادر مطلعة إن العمل بدأ.\n";
    assert_eq!(page, expected);
    let (_, page) = explain(&["--lang", "en", "quotes/unmatched"]);
    assert!(page.contains("Level: `error`\nLevel here: `hint` (tarqim.toml:4)\n"));
    let (status, said) = explain(&["desk/vague-sourse"]);
    assert_eq!(status, 2);
    assert!(said.contains("did you mean `desk/vague-source`?"), "{said}");
    let (status, said) = explain(&["--isolated", "desk/vague-source"]);
    assert_eq!(status, 2);
    assert!(said.contains("there is no rule"), "{said}");
}

#[test]
fn a_mistake_in_the_configuration_is_told_and_the_built_in_rules_are_known() {
    let folder = desk();
    for command in [&["rules"][..], &["explain", "quotes/unmatched"]] {
        let args = [command, &["--config", "broken.toml"]].concat();
        let output = run(folder.path(), &args);
        assert_eq!(status(&output), 2);
        assert!(stderr(&output).contains("broken.toml:1:11"));
        assert!(stdout(&output).contains("quotes/unmatched"));
    }
}

#[test]
fn json_has_what_other_programs_need() {
    let folder = desk();
    let output = run(folder.path(), &["rules", "--format", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["version"], 1);
    let rule = |id: &str| {
        let rules = json["rules"].as_array().unwrap().iter();
        rules.clone().find(|rule| rule["id"] == id).unwrap()
    };
    let unmatched = rule("quotes/unmatched");
    assert_eq!(unmatched["family"], "quotes");
    assert_eq!(unmatched["level"], "hint");
    assert_eq!(unmatched["default_level"], "error");
    assert_eq!(unmatched["style"], "base");
    assert_eq!(unmatched["name"]["ar"], "اقتباس غير مكتمل");
    assert!(!unmatched["bad"].as_array().unwrap().is_empty());
    let own = rule("desk/vague-source");
    assert_eq!(own["origin"]["path"], "desk.toml");
    assert_eq!(own["message"]["en"], "A source without a name: {found}");
    // A style that nothing here extends is known, and off.
    let ortho = json["rules"].as_array().unwrap().iter();
    let ortho = ortho.clone().find(|rule| rule["style"] == "ar-ortho");
    assert_eq!(ortho.unwrap()["level"], "off");
}

#[test]
fn config_show_takes_a_folder_and_needs_none() {
    let folder = desk();
    let here = stdout(&run(folder.path(), &["config", "show"]));
    assert!(here.starts_with("# file: .\n# configuration: tarqim.toml\n"));
    assert_eq!(here, stdout(&run(folder.path(), &["config", "show", "."])));
    assert!(!here.contains("web/link"));
    let web = stdout(&run(folder.path(), &["config", "show", "web/a.md"]));
    assert!(web.contains("web/link"));
}

#[test]
fn a_placeholder_that_gets_no_value_is_a_mistake() {
    let folder = desk();
    let misspelt = DESK.replace("بلا اسم: {found}", "بلا اسم: {fund}");
    fs::write(folder.path().join("desk.toml"), misspelt).unwrap();
    for command in [&["check"][..], &["test", "desk.toml"]] {
        let output = run(folder.path(), command);
        assert_eq!(status(&output), 2);
        let said = "desk.toml:10:59: unknown placeholder `fund`; did you mean `found`?";
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
    // What the other checks say is known by what they find.
    let style = r#"[[rule]]
id = "desk/percent"
check = "percent-form"
form = "sign"
message = { en = "Mixed", ar = "خلط" }
messages.configured = { message = { en = "{fund}", ar = "{found}" } }
bad = ["بلغت النسبة 25 في المئة."]
"#;
    let wordless = style.replace("messages.configured", "messages.other");
    for (style, complaint) in [
        (style, "has no value for `{fund}`"),
        (&*wordless, "has no words for the message `configured`"),
    ] {
        fs::write(folder.path().join("desk.toml"), style).unwrap();
        let output = run(folder.path(), &["test", "desk.toml"]);
        assert_eq!(status(&output), 1);
        let said = stdout(&output);
        let place = "desk.toml:7: desk/percent: ";
        assert!(said.starts_with(&format!("{place}{complaint}")), "{said}");
    }
}
