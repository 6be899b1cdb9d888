//! What somebody needs who hosts the bot: image, service, package and configuration fit together.
//!
//! Building the image itself is the release's work. Here each of its steps is held against what
//! is in the repository, and what can run cheaply does run.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use greenroom::config::{Config, Environment};
use tempfile::TempDir;

use crate::world::{binary, root};

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The instructions of the Dockerfile, with continued lines joined.
fn instructions() -> Vec<(String, String)> {
    let text = read("Dockerfile").replace("\\\n", " ");
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, rest) = line.split_once(' ').expect("an instruction");
            (name.to_owned(), rest.trim().to_owned())
        })
        .collect()
}

fn of(name: &str) -> Vec<String> {
    let all = instructions().into_iter();
    all.filter(|(one, _)| one == name)
        .map(|(_, rest)| rest)
        .collect()
}

fn succeeded(what: &str, output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{what}\n{}{}",
        text(out),
        text(err)
    );
    text(out)
}

#[test]
fn the_image_copies_what_exists() {
    for copied in of("COPY") {
        if copied.starts_with("--from=") {
            continue;
        }
        let mut paths: Vec<&str> = copied.split_whitespace().collect();
        paths.pop();
        assert!(!paths.is_empty(), "{copied}");
        for path in paths {
            assert!(root().join(path).exists(), "COPY {copied}: no {path}");
        }
    }
    let ignored = read(".dockerignore");
    for line in ignored.lines() {
        assert!(!["content", "src", "config", "migrations"].contains(&line.trim()));
    }
}

/// The build stage gets every file that the build needs: cargo agrees on the copied tree alone.
#[test]
fn the_image_builds_from_what_it_copies() {
    let stage = tempfile::tempdir().expect("a folder");
    let all = instructions();
    let second = all.iter().skip(1).position(|(name, _)| name == "FROM");
    let build = &all[..=second.expect("two stages")];
    for (name, copied) in build {
        if name == "COPY" {
            copy_into(stage.path(), copied);
        }
    }
    let runs: Vec<&String> = build
        .iter()
        .filter(|(name, _)| name == "RUN")
        .map(|(_, command)| command)
        .collect();
    assert_eq!(runs.len(), 1, "one step builds: {runs:?}");
    let words: Vec<&str> = runs[0].split_whitespace().collect();
    assert_eq!(words[..2], ["cargo", "build"]);
    for flag in ["--release", "--locked", "--no-default-features"] {
        assert!(words.contains(&flag), "{flag}: {}", runs[0]);
    }
    // The same workspace, lock file and features, resolved instead of compiled; for Linux alone,
    // since what other systems need may never have been downloaded here.
    let linux = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let resolved = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--offline"])
        .args(["--no-default-features", "--filter-platform", &linux])
        .current_dir(stage.path())
        .output()
        .expect("cargo");
    let metadata = succeeded("cargo metadata", &resolved);
    let metadata: serde_json::Value = serde_json::from_str(&metadata).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages").iter();
    let ours = packages.into_iter().find(|one| one["name"] == "greenroom");
    let targets = ours.expect("the package")["targets"].as_array();
    let binaries = targets.expect("targets").iter();
    let binary = binaries
        .into_iter()
        .find(|one| one["kind"][0] == "bin")
        .expect("a binary");
    assert_eq!(binary["name"], "greenroom");
    assert!(words.ends_with(&["--bin", "greenroom"]), "{}", runs[0]);
}

fn copy_into(stage: &Path, copied: &str) {
    let parts: Vec<&str> = copied.split_whitespace().collect();
    let (to, from) = parts.split_last().expect("a target");
    for path in from {
        let target = if *to == "./" {
            stage.join(path)
        } else {
            stage.join(to)
        };
        if root().join(path).is_dir() {
            crate::world::copy_folder(&root().join(path), &target);
        } else {
            let folder = target.parent().expect("within the stage");
            std::fs::create_dir_all(folder).expect("a folder");
            std::fs::copy(root().join(path), target).expect("a copy");
        }
    }
}

#[test]
fn the_image_starts_a_command_that_exists() {
    assert_eq!(of("ENTRYPOINT"), ["[\"greenroom\"]"]);
    let mut commands = of("CMD");
    commands.extend(of("HEALTHCHECK"));
    assert_eq!(commands.len(), 2);
    for line in commands {
        let list = &line[line.rfind('[').expect("a list")..];
        let words: Vec<String> = serde_json::from_str(list).expect("a list of words");
        let command = words.last().expect("a command");
        let help = binary().args([command, "--help"]).output();
        let help = succeeded(command, &help.expect("the binary"));
        assert!(help.contains(&format!("greenroom {command}")), "{help}");
    }
    let user = of("USER");
    assert!(!user.is_empty() && !user[0].starts_with("root") && !user[0].starts_with("0"));
}

/// The settings that an image, a service or a package is started with are ones that we read.
fn assert_known(settings: &str) {
    let source = read("src/config/environment.rs");
    for word in settings.split(|c: char| !(c.is_ascii_uppercase() || c == '_')) {
        // The image's own name, and what the tests alone read.
        let other = ["GREENROOM_IMAGE", "GREENROOM_TEST_POSTGRES"].contains(&word);
        if word.starts_with("GREENROOM_") && !other {
            assert!(source.contains(word), "{word} is not read by Greenroom");
        }
    }
}

#[test]
fn every_setting_is_one_that_is_read() {
    for settings in of("ENV") {
        assert_known(&settings);
    }
    for file in [
        "compose.yaml",
        "compose.postgres.yaml",
        "deploy/environment",
        "deploy/greenroom.service",
        "README.md",
        "config/greenroom.toml",
    ] {
        assert_known(&read(file));
    }
}

/// Keys of a YAML mapping at this indentation; enough for files of our own making.
fn keys(yaml: &str, indent: usize) -> BTreeSet<&str> {
    let lines = yaml.lines().filter(|line| {
        let bare = line.trim_start();
        line.len() - bare.len() == indent && !bare.starts_with(['#', '-'])
    });
    lines
        .filter_map(|line| line.trim().split_once(':'))
        .map(|(key, _)| key)
        .collect()
}

#[test]
fn compose_files_hold_what_is_promised() {
    let compose = read("compose.yaml");
    assert!(!compose.contains('\t'), "tabs are no YAML");
    assert_eq!(keys(&compose, 0), BTreeSet::from(["services", "volumes"]));
    assert!(keys(&compose, 2).contains("greenroom"));
    let service = keys(&compose, 4);
    for key in ["image", "build", "restart", "environment", "volumes"] {
        assert!(service.contains(key), "{key}: {service:?}");
    }
    assert!(compose.contains("restart: on-failure"));
    assert!(compose.contains("data:/data"));
    assert_eq!(of("VOLUME"), ["/data"], "the volume that the image keeps");
    let overlay = read("compose.postgres.yaml");
    assert!(overlay.contains("GREENROOM_DATABASE_URL: postgres://"));
    assert!(keys(&overlay, 2).contains("postgres"));
}

#[test]
fn the_service_file_holds_what_is_promised() {
    let unit = read("deploy/greenroom.service");
    let value = |key: &str| {
        let mut lines = unit.lines().filter_map(|line| line.split_once('='));
        let found = lines.find(|(name, _)| *name == key);
        found.unwrap_or_else(|| panic!("no {key}=")).1
    };
    for section in ["[Unit]", "[Service]", "[Install]"] {
        assert!(unit.contains(section), "{section}");
    }
    assert_eq!(value("ExecStart"), "/usr/local/bin/greenroom run");
    assert_eq!(value("Restart"), "on-failure");
    assert_eq!(value("RestartPreventExitStatus"), "2 3");
    let drain = greenroom::app::DRAIN.as_secs();
    let patience: u64 = value("TimeoutStopSec").parse().expect("seconds");
    assert!(patience > drain, "systemd waits until work is finished");
}

/// A package made from the binary that these tests run.
fn package() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = Command::new("bash")
        .arg(root().join("deploy/package"))
        .args([env!("CARGO_BIN_EXE_greenroom"), "greenroom-test"])
        .current_dir(folder.path())
        .output()
        .expect("bash");
    succeeded("deploy/package", &made);
    let checked = Command::new("sha256sum")
        .args(["--check", "greenroom-test.tar.gz.sha256"])
        .current_dir(folder.path())
        .output()
        .expect("sha256sum");
    succeeded("the checksum", &checked);
    let unpacked = Command::new("tar")
        .args(["-xzf", "greenroom-test.tar.gz"])
        .current_dir(folder.path())
        .output()
        .expect("tar");
    succeeded("tar", &unpacked);
    folder
}

#[test]
fn the_package_works_where_it_is_unpacked_and_installed() {
    let folder = package();
    let unpacked = folder.path().join("greenroom-test");
    for name in ["README.md", "LICENSE-MIT", "greenroom.service", "config"] {
        assert!(unpacked.join(name).exists(), "{name}");
    }
    let check = |program: &Path, folder: &Path, content: Option<&Path>| {
        let mut command = Command::new(program);
        command.arg("check").env_clear().current_dir(folder);
        if let Some(content) = content {
            command.env("GREENROOM_CONTENT", content);
        }
        let ended = command.output().expect("the packed binary");
        let out = succeeded("check", &ended);
        assert!(out.contains("questions can be used"), "{out}");
    };
    check(&unpacked.join("greenroom"), &unpacked, None);

    let target = folder.path().join("installed");
    std::fs::write(folder.path().join("typed"), "a-token\n").expect("a file");
    let typed = std::fs::File::open(folder.path().join("typed")).expect("a file");
    let installed = Command::new("bash")
        .arg(unpacked.join("install"))
        .env("DESTDIR", &target)
        .current_dir(folder.path())
        .stdin(typed)
        .output()
        .expect("bash");
    succeeded("install", &installed);
    let token = std::fs::read_to_string(target.join("etc/greenroom/token"));
    assert_eq!(token.expect("the token's file").trim(), "a-token");
    let program = target.join("usr/local/bin/greenroom");
    let content = target.join("usr/local/share/greenroom/content");
    check(&program, folder.path(), Some(&content));
    for name in [
        "etc/greenroom/greenroom.toml",
        "etc/systemd/system/greenroom.service",
    ] {
        assert!(target.join(name).exists(), "{name}");
    }
}

/// The paths that the service is started with are those that the installation fills.
#[test]
fn service_and_installation_agree() {
    let install = read("deploy/install");
    let environment = read("deploy/environment");
    let unit = read("deploy/greenroom.service");
    assert!(unit.contains("EnvironmentFile=/etc/greenroom/environment"));
    for (path, made_by) in [
        ("/etc/greenroom/greenroom.toml", "config/greenroom.toml"),
        (
            "/usr/local/share/greenroom/content",
            "usr/local/share/greenroom/content",
        ),
        ("/etc/greenroom/token", "etc/greenroom/token"),
    ] {
        assert!(environment.contains(path), "{path}");
        assert!(install.contains(made_by), "{made_by}");
    }
}

#[test]
fn the_configuration_file_holds_every_key_with_its_default() {
    let nothing = Environment::default();
    let empty = tempfile::NamedTempFile::new().expect("a file");
    let defaults = Config::load(Some(empty.path()), &nothing).expect("the defaults");
    let shipped = root().join("config/greenroom.toml");
    let shipped = Config::load(Some(&shipped), &nothing).expect("the shipped file");
    assert_eq!(shipped, defaults);

    let written: toml::Table = read("config/greenroom.toml").parse().expect("TOML");
    let mut keys = BTreeSet::new();
    for (section, table) in &written {
        let table = table.as_table().expect("a section");
        keys.extend(table.keys().map(|key| format!("{section}.{key}")));
    }
    let known = declared_keys(&read("src/config/raw.rs"));
    assert_eq!(keys.len(), known, "{keys:?}");
}

/// How many keys the loader declares: the fields of its structs, those of the outermost aside.
fn declared_keys(source: &str) -> usize {
    let mut inside = false;
    let mut count = 0;
    for line in source.lines() {
        let bare = line.trim();
        if bare.contains("struct ") && bare.ends_with('{') {
            inside = !bare.contains("struct Raw ");
        } else if bare == "}" {
            inside = false;
        } else if inside && bare.ends_with(',') && bare.contains(": ") && !bare.starts_with('/') {
            count += 1;
        }
    }
    count
}
