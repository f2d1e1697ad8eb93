//! `check --since`, in real repositories.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::command::{BAD, GOOD, command, folder, run, status, stderr, stdout};

/// A paragraph with one finding, and one with none.
const COMMA: &str = "وصلت السفن إلى المرفأ الجديد, ثم غادرت في المساء.\n";
const PLAIN: &str = "زار وزير النقل المرفأ صباح اليوم مع عدد من الصحفيين.\n";

/// Git in a folder, whatever the user's configuration is and even where a hook runs the tests.
fn git_command(folder: &Path, args: &[&str]) -> Command {
    let mut git = Command::new("git");
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"] {
        git.env_remove(name);
    }
    git.current_dir(folder)
        .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org"])
        .args(["-c", "protocol.file.allow=always"])
        .args(args)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    git
}

fn git(folder: &Path, args: &[&str]) -> String {
    let output = git_command(folder, args).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", stderr(&output));
    stdout(&output)
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(
        folder,
        &[
            "commit",
            "--quiet",
            "--allow-empty",
            "--message",
            "an edition",
        ],
    );
}

/// A repository whose branch `main` has the files, with the branch `work` checked out.
pub(crate) fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = folder(files);
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(folder.path());
    git(folder.path(), &["switch", "--quiet", "--create", "work"]);
    folder
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Where findings are reported, as `path:line`.
fn places(output: &std::process::Output) -> Vec<String> {
    let json: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", stderr(output)));
    assert!(
        json["problems"].as_array().unwrap().is_empty(),
        "{}",
        json["problems"]
    );
    let findings = json["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| {
            format!(
                "{}:{}",
                finding["path"].as_str().unwrap(),
                finding["start"]["line"]
            )
        })
        .collect()
}

fn check(folder: &Path, args: &[&str]) -> Vec<String> {
    places(&run(
        folder,
        &[&["check", "--format", "json"], args].concat(),
    ))
}

fn since(folder: &Path, revision: &str) -> Vec<String> {
    check(folder, &["--since", revision])
}

#[test]
fn only_what_touches_a_changed_line_is_reported() {
    let article = [COMMA, PLAIN, COMMA].join("\n");
    let old = repository(&[("أخبار/خبر 1.md", &article), ("قديم.md", BAD)]);
    let old = old.path();
    assert_eq!(since(old, "main"), [] as [&str; 0]);
    let clean = run(old, &["check", "--since", "main"]);
    assert_eq!(
        (status(&clean), stdout(&clean).as_str()),
        (0, "No findings in 0 articles.\n")
    );
    // Not even staged, then staged, then committed: the same.
    let edited = [
        COMMA,
        PLAIN,
        "وقال الوزير إن العمل انتهى, وإن التجارب بدأت.\n",
        COMMA,
    ]
    .join("\n");
    write(old, "أخبار/خبر 1.md", &edited);
    write(old, "أخبار/جديد.md", COMMA);
    let expected = ["أخبار/جديد.md:1", "أخبار/خبر 1.md:5"];
    assert_eq!(since(old, "main"), expected);
    git(old, &["add", "--all"]);
    assert_eq!(since(old, "main"), expected);
    commit(old);
    assert_eq!(since(old, "main"), expected);
    assert_eq!(since(old, "HEAD"), [] as [&str; 0]);
    assert_eq!(since(old, "HEAD~1"), expected);
    // What the other branch has changed since the two parted is none of this one's.
    git(old, &["switch", "--quiet", "main"]);
    write(old, "قديم.md", BAD.repeat(2));
    commit(old);
    git(old, &["switch", "--quiet", "work"]);
    assert_eq!(since(old, "main"), expected);
    // From a folder inside, and by name from outside of it.
    let inside = check(
        &old.join("أخبار"),
        &["--since", "main", "جديد.md", "../قديم.md"],
    );
    assert_eq!(inside, ["جديد.md:1"]);
}

#[test]
fn renamed_files_modes_and_line_endings() {
    let article = [COMMA, PLAIN, COMMA, PLAIN, PLAIN].join("\n");
    let old = repository(&[
        ("a \"b\".md", &article),
        ("mode.md", COMMA),
        ("endings.md", &article),
        ("open.md", COMMA.trim_end()),
        ("moved.md", COMMA),
    ]);
    let old = old.path();
    git(old, &["mv", "a \"b\".md", "ب\t\"ج\".md"]);
    git(old, &["mv", "moved.md", "moved here.md"]);
    write(old, "ب\t\"ج\".md", format!("{article}\n{COMMA}"));
    write(old, "endings.md", article.replace('\n', "\r\n"));
    write(old, "open.md", format!("{COMMA}\n{PLAIN}"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(old.join("mode.md"), fs::Permissions::from_mode(0o755)).unwrap();
    }
    assert_eq!(since(old, "main"), ["ب\t\"ج\".md:11"]);
    commit(old);
    assert_eq!(since(old, "main"), ["ب\t\"ج\".md:11"]);
}

#[test]
fn a_label_on_a_changed_line_is_enough() {
    let digits = "باع المرفأ 25 سفينة.\n\nوبقي له ٢٥ سفينة.\n";
    let old = repository(&[("a.md", digits)]);
    let old = old.path();
    let all = check(old, &[]);
    assert_eq!(
        all.len(),
        1,
        "one of the two is found, the other is a label"
    );
    write(old, "a.md", digits.replace("وبقي", "وظل"));
    assert_eq!(since(old, "main"), all);
    write(old, "a.md", digits.replace("باع", "اشترى"));
    assert_eq!(since(old, "main"), all);
    write(old, "a.md", format!("{digits}\n{PLAIN}"));
    assert_eq!(since(old, "main"), [] as [&str; 0]);
}

#[test]
fn a_deletion_touches_what_is_left_of_its_paragraph() {
    let wrapped = "وصلت السفن إلى المرفأ, ثم\nغادرت في المساء\nإلى الشمال.\n";
    let article = [wrapped, PLAIN, COMMA].join("\n");
    let old = repository(&[("a.md", &article)]);
    let old = old.path();
    // A paragraph is gone: its neighbours are as they were.
    write(old, "a.md", [wrapped, COMMA].join("\n"));
    assert_eq!(since(old, "main"), [] as [&str; 0]);
    // A line of a paragraph is gone: the paragraph is not what it was.
    write(old, "a.md", article.replace("غادرت في المساء\n", ""));
    assert_eq!(since(old, "main"), ["a.md:1"]);
}

#[test]
fn a_baseline_comes_before_the_changed_lines() {
    let old = repository(&[("a.md", COMMA), ("b.md", COMMA)]);
    let old = old.path();
    write(
        old,
        "b.md",
        format!("{PLAIN}\n{COMMA}\n{}", COMMA.replace("السفن", "القوارب")),
    );
    assert_eq!(status(&run(old, &["baseline", "a.md"])), 0);
    fs::rename(old.join("tarqim-baseline.json"), old.join("known.json")).unwrap();
    let args = ["--baseline", "known.json", "--since", "main"];
    assert_eq!(check(old, &args), ["b.md:5"]);
    assert_eq!(
        status(&run(old, &["baseline", "--output", "known.json"])),
        0
    );
    assert_eq!(check(old, &args), [] as [&str; 0]);
    // An article without changes is not looked at, so nothing of it is stale.
    write(old, "a.md", PLAIN);
    commit(old);
    let output = run(
        old,
        &["check", "--baseline", "known.json", "--since", "HEAD"],
    );
    assert_eq!((status(&output), stderr(&output).as_str()), (0, ""));
}

#[test]
fn documents_and_binary_files_change_as_a_whole() {
    let old = repository(&[
        ("a.md", COMMA),
        ("b.md", COMMA),
        (".gitattributes", "b.md binary\n"),
    ]);
    let old = old.path();
    write(old, "a.md", format!("{COMMA}\n{PLAIN}"));
    write(old, "b.md", format!("{COMMA}\n{PLAIN}"));
    assert_eq!(since(old, "main"), ["b.md:1"]);
}

#[test]
fn files_that_git_does_not_track_have_changed() {
    let old = repository(&[("a.md", COMMA), (".gitignore", "drafts/\n")]);
    let old = old.path();
    write(old, "drafts/b.md", COMMA);
    // A repository inside, of which git knows nothing.
    write(old, "inner/c.md", COMMA);
    git(&old.join("inner"), &["init", "--quiet"]);
    commit(&old.join("inner"));
    assert_eq!(since(old, "main"), ["inner/c.md:1"]);
    let all = check(old, &["--since", "main", "--no-ignore"]);
    assert_eq!(all, ["drafts/b.md:1", "inner/c.md:1"]);
    let named = check(old, &["--since", "main", "drafts/b.md", "a.md"]);
    assert_eq!(named, ["drafts/b.md:1"]);
}

#[test]
fn a_submodule_changes_as_a_whole() {
    let theme = repository(&[("post.md", COMMA)]);
    let old = repository(&[("a.md", COMMA)]);
    let old = old.path();
    git(
        old,
        &[
            "submodule",
            "--quiet",
            "add",
            theme.path().to_str().unwrap(),
            "theme",
        ],
    );
    commit(old);
    assert_eq!(since(old, "main"), ["theme/post.md:1"]);
    assert_eq!(since(old, "HEAD"), [] as [&str; 0]);
    write(old, "theme/post.md", format!("{COMMA}\n{PLAIN}"));
    assert_eq!(since(old, "HEAD"), ["theme/post.md:1"]);
}

#[test]
fn the_users_configuration_and_hooks_do_not_get_in_the_way() {
    let article = [COMMA, PLAIN, PLAIN, PLAIN].join("\n");
    let old = repository(&[("خبر.md", &article), ("sub/b.md", COMMA)]);
    let old = old.path();
    write(old, "خبر.md", format!("{article}\n{COMMA}"));
    for (key, value) in [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.external", "false"),
        ("diff.context", "20"),
        ("diff.interHunkContext", "20"),
        ("diff.relative", "true"),
        ("diff.renames", "false"),
        ("diff.submodule", "log"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.wordRegex", "."),
        ("diff.algorithm", "patience"),
        ("diff.colorMoved", "zebra"),
        ("color.ui", "always"),
        ("color.diff", "always"),
        ("core.quotePath", "true"),
        ("core.pager", "false"),
        ("core.autocrlf", "input"),
        ("core.safecrlf", "true"),
        ("diff.news.textconv", "false"),
        ("diff.news.command", "false"),
    ] {
        git(old, &["config", key, value]);
    }
    write(old, ".gitattributes", "*.md diff=news\n");
    assert_eq!(since(old, "main"), ["خبر.md:9"]);
    let hook = command(
        &old.join("sub"),
        &["check", "--format", "json", "--since", "main", "..", "b.md"],
    )
    .env("GIT_DIR", "../.git")
    .env("GIT_INDEX_FILE", "no-such-index")
    .env("GIT_PREFIX", "sub/")
    .env("GIT_EXTERNAL_DIFF", "false")
    .env("GIT_DIFF_OPTS", "-u9")
    .env("GIT_LITERAL_PATHSPECS", "1")
    .env("GIT_PAGER", "false")
    .output()
    .unwrap();
    assert_eq!(
        places(&hook),
        ["../خبر.md:9"].map(|place| {
            let (path, line) = place.rsplit_once(':').unwrap();
            let path = fs::canonicalize(old.join("sub").join(path)).unwrap();
            format!("{}:{line}", path.display())
        })
    );
}

#[test]
fn worktrees_merges_and_sparse_checkouts() {
    let old = repository(&[("a/a.md", COMMA), ("b/b.md", COMMA)]);
    let old = old.path();
    git(
        old,
        &["worktree", "add", "--quiet", "-b", "other", "tree", "main"],
    );
    let tree = old.join("tree");
    write(
        &tree,
        "a/a.md",
        format!("{COMMA}\n{}", COMMA.replace("السفن", "القوارب")),
    );
    assert_eq!(since(&tree, "main"), ["a/a.md:3"]);
    git(old, &["sparse-checkout", "set", "a"]);
    assert!(!old.join("b/b.md").exists());
    assert_eq!(
        since(old, "main"),
        ["tree/a/a.md:1", "tree/a/a.md:3", "tree/b/b.md:1"],
        "it is not tracked here"
    );
    git(old, &["worktree", "remove", "--force", "tree"]);
    git(old, &["sparse-checkout", "disable"]);
    assert_eq!(since(old, "main"), [] as [&str; 0]);
    // A conflict's lines have changed.
    write(old, "a/a.md", COMMA.replace("السفن", "القوارب"));
    commit(old);
    git(old, &["switch", "--quiet", "main"]);
    write(old, "a/a.md", COMMA.replace("السفن", "الحاويات"));
    commit(old);
    let merge = git_command(old, &["merge", "work"]).output().unwrap();
    assert!(stdout(&merge).contains("CONFLICT"));
    assert!(!since(old, "HEAD").is_empty());
}

#[test]
fn what_git_cannot_tell_is_a_problem() {
    let nowhere = folder(&[("a.md", BAD)]);
    let old = repository(&[("a.md", BAD), ("b.md", GOOD)]);
    let history = git(old.path(), &["commit-tree", "-m", "alone", "HEAD^{tree}"]);
    let outside = nowhere.path().join("a.md");
    let clone = tempfile::tempdir().unwrap();
    commit(old.path());
    let url = format!("file://{}", old.path().display());
    git(clone.path(), &["clone", "--quiet", "--depth=1", &url, "."]);
    for (folder, args, english, arabic) in [
        (
            nowhere.path(),
            &["--since", "HEAD"][..],
            "git finds none in",
            "ولا مستودع هنا",
        ),
        (
            old.path(),
            &["--since", "no-such"],
            "does not know the revision no-such.",
            "غير معروفة في git",
        ),
        (
            old.path(),
            &["--since", ""],
            "does not know the revision",
            "غير معروفة",
        ),
        (
            old.path(),
            &["--since", "main..work"],
            "does not know the revision main..work",
            "غير معروفة",
        ),
        (
            old.path(),
            &["--since=--help"],
            "does not know the revision --help",
            "غير معروفة",
        ),
        (
            old.path(),
            &["--since", history.trim()],
            "have no commit in common.",
            "لا أصل مشتركًا",
        ),
        (
            clone.path(),
            &["--since", "main"],
            "(this clone is shallow: `git fetch --unshallow`",
            "بلا تاريخه الكامل",
        ),
        (
            old.path(),
            &["--since", "main", outside.to_str().unwrap()],
            "is outside of the git repository",
            "خارج مستودع git",
        ),
        (
            old.path(),
            &["--since", "main", "-"],
            "in standard input",
            "المدخل القياسي",
        ),
    ] {
        let output = run(folder, &[&["check", "--exit-zero"], args].concat());
        assert_eq!(
            (status(&output), stdout(&output).as_str()),
            (2, ""),
            "{args:?}"
        );
        assert!(stderr(&output).contains(english), "{}", stderr(&output));
        let output = run(folder, &[&["check", "--lang", "ar"], args].concat());
        assert!(stderr(&output).contains(arabic), "{}", stderr(&output));
    }
    let no_git = command(
        old.path(),
        &["check", "--format", "json", "--since", "main"],
    )
    .env("PATH", nowhere.path())
    .output()
    .unwrap();
    assert_eq!(status(&no_git), 2);
    let json: Value = serde_json::from_slice(&no_git.stdout).unwrap();
    assert_eq!(json["problems"][0]["kind"], "since");
    assert!(
        json["problems"][0]["message"]
            .as_str()
            .unwrap()
            .contains("needs the program git")
    );
}

#[test]
fn an_article_without_changes_need_not_be_readable() {
    let old = repository(&[("a.md", GOOD)]);
    write(old.path(), "old.txt", [0xC7, 0xE1, 0xD3, 0x20, 0xDA]);
    commit(old.path());
    assert_eq!(status(&run(old.path(), &["check", "--since", "HEAD"])), 0);
    assert_eq!(status(&run(old.path(), &["check", "--since", "main"])), 2);
}
