//! What a content folder looks like from outside, to see that it has changed without reading its
//! files.
//!
//! Two fingerprints of this process can be compared with each other; none must be stored, since
//! their form is nobody's promise.

use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::fault::Fault;
use super::files::{self, ContentFile, Listing};

/// What a folder's files are called, and which ones they are; equal as long as none was added,
/// removed, written or put in the place of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64);

/// Looks at every file that [`load`](super::load) would read, through links, and opens none.
///
/// A folder that is not there or can't be read has a fingerprint as well: that is how its coming
/// back is noticed. Blocks while it asks the file system about each file.
pub fn fingerprint(folder: &Path) -> Fingerprint {
    let mut faults = Vec::new();
    let listing = files::list(folder, &mut faults);
    let mut hasher = DefaultHasher::new();
    take_listing(&listing, &mut hasher);
    // What stands where it is not read may be why a bank is refused.
    faults.sort_by(|a, b| (&a.file, a.code).cmp(&(&b.file, b.code)));
    for Fault { file, code, .. } in &faults {
        (file, code).hash(&mut hasher);
    }
    Fingerprint(hasher.finish())
}

fn take_listing(listing: &Listing, hasher: &mut DefaultHasher) {
    let Listing {
        bank,
        lexicon,
        frameworks,
        roles,
        scorecards,
        questions,
        topics,
    } = listing;
    (frameworks.is_some(), scorecards.is_some(), topics).hash(hasher);
    let optional = [frameworks, scorecards].into_iter().flatten().flatten();
    let single = bank.iter().chain(lexicon);
    for file in single.chain(optional).chain(roles).chain(questions) {
        take_file(file, hasher);
    }
}

fn take_file(file: &ContentFile, hasher: &mut DefaultHasher) {
    file.name.hash(hasher);
    match fs::metadata(&file.path) {
        Ok(metadata) => identity(&metadata).hash(hasher),
        Err(error) => error.kind().hash(hasher),
    }
}

/// Which file it is and when it was last changed. The time of change stands beside the time of
/// writing because that one can be set back, as by unpacking an archive.
fn identity(of: &Metadata) -> impl Hash {
    (
        (of.dev(), of.ino(), of.size()),
        (of.mtime(), of.mtime_nsec()),
        (of.ctime(), of.ctime_nsec()),
    )
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::os::unix::fs::symlink;
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    use tempfile::TempDir;

    use super::fingerprint;

    fn folder() -> (TempDir, PathBuf) {
        let root = TempDir::new().expect("a folder");
        let content = root.path().join("content");
        fill(&content, "title = \"one\"");
        (root, content)
    }

    fn fill(content: &Path, text: &str) {
        let topic = content.join("questions/linux");
        fs::create_dir_all(&topic).expect("a topic");
        fs::write(topic.join("one.toml"), text).expect("a question");
        fs::write(content.join("bank.toml"), "name = \"core\"").expect("a bank");
    }

    /// Does something to the folder, and says whether its fingerprint is another one.
    fn changes(content: &Path, act: impl FnOnce(&Path)) -> bool {
        let before = fingerprint(content);
        act(content);
        fingerprint(content) != before
    }

    #[test]
    fn it_stays_as_long_as_nothing_changes() {
        let (_root, content) = folder();
        assert!(!changes(&content, |_| {}));
        assert!(!changes(&content, |content| {
            fs::read(content.join("bank.toml")).expect("read");
        }));
    }

    #[test]
    fn it_changes_with_every_file() {
        let (_root, content) = folder();
        let one = "questions/linux/one.toml";
        assert!(changes(&content, |content| {
            fs::write(content.join(one), "title = \"longer\"").expect("written");
        }));
        assert!(changes(&content, |content| {
            let to = content.join("questions/linux/two.toml");
            fs::rename(content.join(one), to).expect("renamed");
        }));
        assert!(changes(&content, |content| {
            fs::create_dir(content.join("questions/aws")).expect("made");
        }));
        assert!(changes(&content, |content| {
            fs::remove_file(content.join("bank.toml")).expect("removed");
        }));
        assert!(changes(&content, |content| {
            fs::create_dir(content.join("frameworks")).expect("made");
        }));
        assert!(changes(&content, |content| {
            fs::write(content.join("questions/astray.toml"), "").expect("written");
        }));
        assert!(changes(&content, |content| {
            fs::remove_dir_all(content).expect("removed");
        }));
    }

    #[test]
    fn a_file_that_pretends_to_be_older_is_noticed() {
        let (_root, content) = folder();
        let path = content.join("bank.toml");
        let written = fs::metadata(&path).and_then(|file| file.modified());
        let hour_ago = written.expect("a time") - Duration::from_secs(3_600);
        let set_back = |path: &Path| {
            let file = File::options().write(true).open(path).expect("a file");
            file.set_modified(hour_ago).expect("set back");
        };
        set_back(&path);
        assert!(changes(&content, |_| {
            fs::write(&path, "name = \"kore\"").expect("written");
            set_back(&path);
        }));
    }

    #[test]
    fn what_stands_behind_a_link_is_looked_at() {
        let (root, content) = folder();
        let (second, link) = (root.path().join("second"), root.path().join("link"));
        fill(&second, "title = \"one\"");
        symlink(&content, &link).expect("a link");
        assert!(changes(&link, |_| {
            fs::write(content.join("bank.toml"), "name = \"mine\"").expect("written");
        }));
        assert!(changes(&link, |link| {
            let swapped = root.path().join("swapped");
            symlink(&second, &swapped).expect("a link");
            fs::rename(&swapped, link).expect("swapped");
        }));
    }
}
