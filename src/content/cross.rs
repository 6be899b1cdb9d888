//! Rules over several files: slugs, former slugs, titles.

use std::collections::HashMap;

use super::fault::Fault;
use super::parallel::{CheckedFile, Frameworks};

/// Checks the questions against one another.
pub(super) fn check(files: &[CheckedFile], frameworks: &Frameworks, faults: &mut Vec<Fault>) {
    let owners = slugs(files, faults);
    former_slugs(files, &owners, faults);
    titles(files, faults);
    let needs_frameworks = files
        .iter()
        .filter_map(|file| file.question.as_ref())
        .any(|question| question.framework.is_some());
    if needs_frameworks && frameworks.steps.is_none() {
        let fault = Fault::of_file(
            "frameworks",
            "missing-frameworks",
            "questions name frameworks, and there is no folder `frameworks` to check them by",
            "add frameworks/<name>.toml for each, or take their names out of the questions",
        );
        faults.push(fault.warning());
    }
}

/// The file of each slug; a slug in two topics is an error in the later one.
fn slugs<'a>(files: &'a [CheckedFile], faults: &mut Vec<Fault>) -> HashMap<&'a str, &'a str> {
    let mut owners: HashMap<&str, &str> = HashMap::with_capacity(files.len());
    for file in files {
        if let Some(owner) = owners.get(file.slug.as_str()) {
            faults.push(Fault::of_file(
                &file.name,
                "duplicate-slug",
                format!("the slug `{}` is taken by {owner}", file.slug),
                "give one of the two files another name",
            ));
        } else {
            owners.insert(&file.slug, &file.name);
        }
    }
    owners
}

fn former_slugs(files: &[CheckedFile], owners: &HashMap<&str, &str>, faults: &mut Vec<Fault>) {
    let mut claims: HashMap<&str, &str> = HashMap::new();
    for file in files {
        for (was, fault) in &file.was {
            let clash = if let Some(owner) = owners.get(was.as_str()) {
                Some(format!("the former slug `{was}` is in use by {owner}"))
            } else {
                claims
                    .insert(was, &file.name)
                    .map(|owner| format!("the former slug `{was}` is claimed by {owner}, too"))
            };
            if let Some(message) = clash {
                faults.push(Fault {
                    message,
                    fix: "take it out of `was` of the question that never had it".to_owned(),
                    ..fault.clone()
                });
            }
        }
    }
}

/// People choose questions by their titles, so that two alike can't be told apart.
fn titles(files: &[CheckedFile], faults: &mut Vec<Fault>) {
    let mut owners: HashMap<String, &str> = HashMap::with_capacity(files.len());
    for file in files {
        let Some(question) = &file.question else {
            continue;
        };
        if let Some(owner) = owners.insert(question.title.to_lowercase(), &file.name) {
            faults.push(same_title(&file.name, owner));
        }
    }
}

/// A title that another file has as well.
pub(super) fn same_title(file: &str, owner: &str) -> Fault {
    let fault = Fault::of_file(
        file,
        "same-title",
        format!("{owner} has the same title"),
        "say in the title what is different here",
    );
    fault.warning()
}
