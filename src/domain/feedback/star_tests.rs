//! Stories by many hands, in many manners, and what is found in them.

use std::path::Path;

use super::*;
use crate::content;
use crate::domain::feedback::stem::Stems;
use crate::domain::question::Star;

/// Stories in other people's manners, none of them from the bank.
const STORIES: &str = include_str!("star/stories.txt");

fn told(text: &str) -> Story {
    story(text, &Text::new(text, &mut Stems::default()))
}

fn names(story: &Story) -> Vec<&'static str> {
    story.parts.iter().map(|seen| seen.part.name()).collect()
}

/// The bank's own examples, each as four texts.
fn examples() -> Vec<[String; 4]> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let bank = content::load(&folder).expect("the bank has no errors").bank;
    let parts =
        |star: &Star| [&star.situation, &star.task, &star.action, &star.result].map(String::clone);
    let stars = bank
        .questions()
        .iter()
        .filter_map(|question| question.star.as_ref());
    stars.map(parts).collect()
}

fn prints_and_holds(what: &str, found: usize, of: usize, least_in_hundred: usize) {
    println!("{what}: {found} of {of}");
    assert!(
        of > 0 && found * 100 >= of * least_in_hundred,
        "{what}: {found} of {of}"
    );
}

#[test]
fn all_four_parts_are_found_in_nine_of_ten_of_the_banks_examples() {
    let examples = examples();
    let whole = |parts: &&[String; 4]| told(&parts.join(" ")).parts.len() == 4;
    let found = examples.iter().filter(whole).count();
    prints_and_holds("examples with all four parts", found, examples.len(), 90);
    let with_figure = |parts: &&[String; 4]| told(&parts.join(" ")).figure.is_some();
    let found = examples.iter().filter(with_figure).count();
    prints_and_holds(
        "examples with a figure in the result",
        found,
        examples.len(),
        90,
    );
}

#[test]
fn all_four_parts_are_found_in_stories_of_many_manners() {
    let stories: Vec<&str> = STORIES.split("\n---\n").collect();
    let missed: Vec<_> = stories
        .iter()
        .filter(|text| told(text).parts.len() < 4)
        .collect();
    println!("{missed:#?}");
    let found = stories.len() - missed.len();
    prints_and_holds("stories with all four parts", found, stories.len(), 95);
}

#[test]
fn what_is_not_told_is_mostly_not_found() {
    let stories = STORIES.split("\n---\n");
    let (mut all, mut silent) = (0, 0);
    for text in stories {
        let sentences: Vec<&str> = text.split_inclusive(". ").collect();
        if sentences.len() > 4 {
            let beginning = sentences[..sentences.len() * 2 / 3].concat();
            all += 1;
            silent += usize::from(told(&beginning).part(Part::Result).is_none());
        }
    }
    prints_and_holds(
        "stories without their end and without a result",
        silent,
        all,
        85,
    );
}

#[test]
fn parts_may_be_named_outright() {
    let story = told(
        "**Situation:** We lost orders.\n**Task:** Stop that.\n**Action:** Added a queue.\n\
         **Result:** None lost since.",
    );
    assert_eq!(names(&story), ["situation", "task", "action", "result"]);
    let ranges: Vec<_> = story
        .parts
        .iter()
        .map(|seen| seen.sentences.len())
        .collect();
    assert_eq!(ranges, [1, 1, 1, 1]);
}

#[test]
fn names_of_parts_may_have_a_remark_and_hold_against_turns_of_phrase() {
    let story = told(
        "Situation (half a minute): I was the only engineer on a shop with 40 branches.\n\
         Task (short): I had to keep the tills running.\n\
         Action: I put a small server into each branch.\n\
         Result (with a figure): The tills stood still for 3 minutes in that year.",
    );
    assert_eq!(names(&story), ["situation", "task", "action", "result"]);
}

#[test]
fn a_story_may_open_with_what_somebody_wanted_or_where_one_came_from() {
    for text in [
        "My director wanted to buy a tool for 90 thousand. I thought we could do without. I had \
         to say so before Friday. I wrote down what we used of it and showed her. In the end we \
         paid 4 thousand.",
        "I was a tester with no idea of networks. Our team needed somebody for the firewall. I \
         volunteered to learn it. I wrote down each rule and drew a map. It's still used 2 years \
         later.",
        "Early in my time as a lead I gave a wrong date. It was my job to put that right. I \
         called the customer the same day and offered a smaller version. They took it, and the \
         rest came 3 weeks later.",
        "When I moved to the platform group, I needed to learn Go. I had a month. I rewrote a \
         small tool and asked for reviews. Within 2 weeks the first change of mine was live.",
    ] {
        let names = names(&told(text));
        assert_eq!(names, ["situation", "task", "action", "result"], "{text}");
    }
}

#[test]
fn a_story_that_opens_with_the_task_has_no_situation() {
    let story = told(
        "I was asked to halve the bill. I listed every machine and switched off those that \
         nobody used. As a result it fell by 40%.",
    );
    assert_eq!(names(&story), ["task", "action", "result"]);
}

#[test]
fn a_story_that_stops_with_a_deed_has_no_result() {
    for text in [
        "Last spring our backups failed. I was asked to look at them. I read the logs. I moved \
         the job to another host. I wrote a check for the next morning.",
        "Last spring our backups failed. I was asked to look at them. Read the logs. Moved the \
         job to another host. Wrote a check for each morning.",
    ] {
        assert_eq!(told(text).part(Part::Result), None, "{text}");
    }
}

#[test]
fn i_is_told_from_we_and_a_lesson_is_heard() {
    let story = told(
        "Last year our shop went down each Friday. We were asked to end that. We moved it to \
         another host and we added alerts. In the end it stayed up. I learned to ask for logs.",
    );
    assert_eq!(names(&story), ["situation", "task", "action", "result"]);
    assert_eq!((story.says_i, story.says_we), (1, 4));
    assert_eq!(story.figure, None);
    let quote = |evidence: &Option<Evidence>| evidence.as_ref().map(|e| e.quote.clone());
    assert_eq!(
        quote(&story.lesson).as_deref(),
        Some("I learned to ask for logs")
    );
    assert_eq!(
        quote(&story.we).as_deref(),
        Some("We moved it to another host and we added")
    );
}

#[test]
fn an_explanation_is_no_story() {
    let text = "A readiness probe tells the service whether a pod can take traffic. I would add one \
        to each deployment, and I'd set the surge to one, so that capacity never falls.";
    assert!(!tells_a_story(&Text::new(text, &mut Stems::default())));
    assert_eq!(told(text).part(Part::Situation), None);
    assert_eq!(told(text).part(Part::Task), None);
    assert_eq!(told("").parts, []);
}

#[test]
fn the_action_is_held_against_the_other_parts() {
    let short = told(
        "At my last company the billing job was slow and nobody knew why, since its author had \
         left years before and there was no documentation besides three pages on a wiki. I was \
         asked to look at it. I added an index. In the end it took 4 minutes.",
    );
    assert!(!short.is_action_largest());
    let shares: u32 = Part::ALL.into_iter().map(|part| short.share(part)).sum();
    assert!((97..=100).contains(&shares), "{shares}");
}
