//! A server's own questions: suggested, decided, imported, exported, hidden; and seen by that
//! server alone.

use super::daily::every_day;
use super::double::{Fault, direct};
use super::setting::{Setting, person};
use crate::domain::action::{Action, FormAction};
use crate::domain::id::{GuildId, RoleId, SuggestionId};
use crate::domain::permission::{Permission, Permissions};
use crate::domain::proposal::Proposal;
use crate::domain::question::{Kind, QuestionId};
use crate::domain::reply::own::input;
use crate::domain::view::{Response, Row, Target, View};
use crate::features::request::{
    BankAdmin, DailyCommand, DailySetup, DrillRequest, SharedFile, Suggest, Suggested,
};
use crate::features::{Caller, Request, Stop};

const ORGANISER: u64 = 7;

fn proposal(title: &str) -> Proposal {
    Proposal {
        title: title.to_owned(),
        ask: format!("{title}: what do you do?"),
        points: "- one thing\n- another thing".to_owned(),
        topic: "Databases".to_owned(),
        facts: "situational, hard".to_owned(),
    }
}

fn view(response: Response) -> View {
    match response {
        Response::Ephemeral(view) | Response::Update(view) | Response::Pages(view, _) => view,
        other => panic!("no message: {other:?}"),
    }
}

/// All words of a message.
fn words(view: &View) -> String {
    let mut words = vec![view.text.clone()];
    for embed in &view.embeds {
        words.extend([
            embed.title.clone(),
            embed.description.clone(),
            embed.footer.clone(),
        ]);
        words.extend(embed.fields.iter().map(|field| field.value.clone()));
    }
    words.join("\n")
}

fn said(stopped: Result<Response, Stop>) -> String {
    match stopped {
        Err(Stop::Say(view)) => words(&view),
        Err(Stop::NotKept(why, text)) => match *why {
            Stop::Say(view) => format!("{}\n{text}", words(&view)),
            other => panic!("{other:?}"),
        },
        other => panic!("not told why not: {other:?}"),
    }
}

fn actions(view: &View) -> Vec<Action> {
    let buttons = view.rows.iter().flat_map(|row| match row {
        Row::Buttons(buttons) => buttons.as_slice(),
        Row::Select(_) => &[],
    });
    buttons
        .filter_map(|button| match button.target {
            Target::Action(action) => Some(action),
            Target::Link(_) => None,
        })
        .collect()
}

fn suggestion_in(view: &View) -> SuggestionId {
    let found = actions(view).into_iter().find_map(|action| match action {
        Action::ApproveSuggestion(id) => Some(id),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("nothing to approve: {view:?}"))
}

impl Setting {
    /// An organiser of this server.
    fn organiser(&mut self, guild: u64) -> Caller {
        Caller {
            may: Permissions::of(&[Permission::ManageServer]),
            guild: GuildId::new(guild),
            ..self.caller(ORGANISER)
        }
    }

    async fn organise_in(&mut self, guild: u64, request: Request) -> Result<Response, Stop> {
        let caller = self.organiser(guild);
        Self::carried_out(&self.services, &caller, request).await
    }

    async fn suggested(&mut self, who: u64, title: &str) {
        let request = Request::Propose(None, proposal(title));
        let thanks = view(self.ask(who, request).await.expect("taken"));
        assert!(words(&thanks).contains("Thank you"), "{thanks:?}");
    }

    async fn queue(&mut self) -> View {
        let queue = Request::BankAdmin(BankAdmin::Queue);
        view(self.organise_in(1, queue).await.expect("a queue"))
    }

    async fn approved(&mut self, title: &str) {
        self.suggested(3, title).await;
        let id = suggestion_in(&self.queue().await);
        let approve = Request::Press(Action::ApproveSuggestion(id));
        let said = words(&view(self.organise_in(1, approve).await.expect("approved")));
        assert!(said.contains("Approved"), "{said}");
    }

    async fn import(&mut self, format: &str, text: &str) -> Result<Response, Stop> {
        let url = "https://cdn.discordapp.com/attachments/1/2/list";
        self.outbox.attach(url, text.as_bytes());
        let file = SharedFile {
            name: "list.md".to_owned(),
            url: url.to_owned(),
            size: text.len() as u64,
        };
        let import = BankAdmin::Import {
            file,
            format: format.to_owned(),
            topic: None,
        };
        self.organise_in(1, Request::BankAdmin(import)).await
    }

    async fn export(&mut self) -> String {
        let export = Request::BankAdmin(BankAdmin::Export);
        let reply = view(self.organise_in(1, export).await.expect("a file"));
        let file = reply.file.expect("a file");
        String::from_utf8(file.bytes).expect("UTF-8")
    }

    async fn titles(&self, guild: u64) -> Vec<String> {
        let shelf = self.services.shelf_for(GuildId::new(guild)).await;
        let questions = shelf.bank.questions().iter();
        questions.map(|question| question.title.clone()).collect()
    }

    /// What stands in somebody's direct messages.
    fn told(&self, who: u64) -> Vec<String> {
        let messages = self.outbox.channel(direct(person(who)));
        messages.into_iter().map(|view| view.text).collect()
    }
}

#[tokio::test]
async fn a_suggestion_joins_the_bank_of_its_server_alone() {
    let mut setting = Setting::new().await;
    let form = setting.ask(3, Request::BankSuggest).await.expect("a modal");
    let Response::Form(form) = form else {
        panic!("a modal: {form:?}");
    };
    assert_eq!(form.action, FormAction::Suggest);
    let names: Vec<_> = form.inputs.iter().map(|input| input.name).collect();
    let all = [
        input::TITLE,
        input::ASK,
        input::POINTS,
        input::TOPIC,
        input::FACTS,
    ];
    assert_eq!(names, all);

    setting.suggested(3, "A failover at night").await;
    assert!(
        !setting
            .titles(1)
            .await
            .contains(&"A failover at night".to_owned())
    );
    let waiting = setting.queue().await;
    let shown = words(&waiting);
    for part in [
        "A failover at night",
        "one thing",
        "Databases (new)",
        "Situational",
        "<@3>",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let id = suggestion_in(&waiting);
    let approve = Request::Press(Action::ApproveSuggestion(id));
    let after = view(
        setting
            .organise_in(1, approve.clone())
            .await
            .expect("approved"),
    );
    assert!(after.text.contains("Approved"), "{after:?}");
    assert!(actions(&after).is_empty(), "nothing else waits");
    setting.run_jobs().await;
    let [told] = &setting.told(3)[..] else {
        panic!("told once");
    };
    assert!(
        told.contains("A failover at night") && told.contains("approved"),
        "{told}"
    );

    // It can be asked, found and shown there at once, and nowhere else.
    assert_eq!(setting.titles(1).await.len(), 3);
    assert_eq!(setting.titles(2).await.len(), 2);
    let id: QuestionId = "guild-1/a-failover-at-night".parse().expect("an id");
    let show = Request::BankShow {
        question: id.to_string(),
    };
    let here = view(setting.ask(4, show.clone()).await.expect("shown"));
    assert!(words(&here).contains("what do you do?"));
    let mut elsewhere = setting.caller(4);
    elsewhere.guild = GuildId::new(2);
    let refused = Setting::carried_out(&setting.services, &elsewhere, show).await;
    assert!(said(refused).contains("I know no question"));
    for request in [
        DrillRequest {
            topic: Some("Databases".to_owned()),
            ..DrillRequest::default()
        },
        DrillRequest {
            question: Some("A failover at night".to_owned()),
            kind: Some(Kind::Situational),
            ..DrillRequest::default()
        },
    ] {
        let mut elsewhere = setting.caller(4);
        elsewhere.guild = GuildId::new(2);
        let drill = Request::Drill(request.clone());
        let refused = Setting::carried_out(&setting.services, &elsewhere, drill.clone()).await;
        assert!(said(refused).contains("I know no"));
        assert_eq!(
            setting.ask(4, drill).await.expect("a drill"),
            Response::Told
        );
    }
    let stats = view(setting.ask(4, Request::BankStats).await.expect("counted"));
    assert!(
        words(&stats).contains("this server's own bank: 1."),
        "{stats:?}"
    );

    // A second press decides nothing.
    let again = view(setting.organise_in(1, approve).await.expect("told"));
    assert!(
        again.text.contains("Another organiser has approved"),
        "{again:?}"
    );
    setting.run_jobs().await;
    assert_eq!(setting.told(3).len(), 1);
}

#[tokio::test]
async fn only_organisers_decide() {
    let mut setting = Setting::new().await;
    setting.suggested(3, "Mine").await;
    let id = suggestion_in(&setting.queue().await);
    let requests = [
        Request::Press(Action::ApproveSuggestion(id)),
        Request::Press(Action::EditSuggestion(id)),
        Request::Press(Action::RejectSuggestion(id)),
        Request::Press(Action::NextSuggestion(id)),
        Request::Submit(FormAction::RejectSuggestion(id), "no".to_owned()),
        Request::Propose(Some(id), proposal("Theirs")),
    ];
    for request in requests {
        let refused = setting.ask(3, request.clone()).await;
        assert!(said(refused).contains("organisers"), "{request:?}");
        // An organiser of another server is none here.
        let told = setting.organise_in(2, request.clone()).await;
        let told = told.map_or_else(|stop| said(Err(stop)), |response| words(&view(response)));
        assert!(
            told.contains("not there any more") || told.contains("No suggestion"),
            "{told}"
        );
    }
    assert_eq!(suggestion_in(&setting.queue().await), id, "it still waits");
    // With the role that the server has set, one is an organiser.
    let role = RoleId::new(77).expect("not zero");
    let guild = GuildId::new(1).expect("not zero");
    let settings = crate::domain::settings::Settings {
        organiser_role: Some(role),
        ..Default::default()
    };
    let store = &setting.services.store;
    store.set_settings(guild, &settings).await.expect("set");
    let mut caller = setting.caller(8);
    caller.roles = vec![role];
    let approve = Request::Press(Action::ApproveSuggestion(id));
    let done = Setting::carried_out(&setting.services, &caller, approve).await;
    assert!(words(&view(done.expect("approved"))).contains("Approved"));
}

#[tokio::test]
async fn an_organiser_edits_and_rejects_with_a_reason() {
    let mut setting = Setting::new().await;
    setting.suggested(3, "First").await;
    setting.suggested(4, "Second").await;
    let first = setting.queue().await;
    let id = suggestion_in(&first);
    assert!(words(&first).contains("First") && words(&first).contains("2 are waiting"));

    let edit = Request::Press(Action::EditSuggestion(id));
    let form = setting.organise_in(1, edit).await.expect("a modal");
    let Response::Form(form) = form else {
        panic!("a modal: {form:?}");
    };
    let values: Vec<_> = form
        .inputs
        .iter()
        .map(|input| input.value.as_str())
        .collect();
    assert_eq!(values[0], "First");
    assert!(
        values[2].contains("another thing"),
        "nothing is typed again: {values:?}"
    );
    let changed = Request::Propose(Some(id), proposal("First, mended"));
    let shown = view(setting.organise_in(1, changed).await.expect("changed"));
    assert!(words(&shown).contains("First, mended"), "{shown:?}");
    assert_eq!(suggestion_in(&shown), id);
    let blank = Request::Propose(
        Some(id),
        Proposal {
            title: "...".to_owned(),
            ..proposal("kept words")
        },
    );
    let refused = said(setting.organise_in(1, blank).await);
    assert!(
        refused.contains("no words") && refused.contains("kept words: what"),
        "{refused}"
    );

    let next = Request::Press(Action::NextSuggestion(id));
    let second = view(setting.organise_in(1, next).await.expect("the next"));
    assert!(words(&second).contains("Second"));
    let ask_why = Request::Press(Action::RejectSuggestion(id));
    let form = setting
        .organise_in(1, ask_why.clone())
        .await
        .expect("a modal");
    assert!(matches!(form, Response::Form(_)), "{form:?}");
    let reject = Request::Submit(
        FormAction::RejectSuggestion(id),
        "Too close to another.\nTry again!".to_owned(),
    );
    let after = view(
        setting
            .organise_in(1, reject.clone())
            .await
            .expect("rejected"),
    );
    assert!(
        after.text.contains("Rejected") && words(&after).contains("Second"),
        "{after:?}"
    );
    setting.run_jobs().await;
    let told = setting.told(3).join("\n");
    assert!(
        told.contains("> Too close to another.\n> Try again!"),
        "{told}"
    );
    assert_eq!(setting.titles(1).await.len(), 2);
    for late in [reject, ask_why, Request::Press(Action::EditSuggestion(id))] {
        let told = view(setting.organise_in(1, late).await.expect("told"));
        assert!(
            told.text.contains("has rejected that one already"),
            "{told:?}"
        );
    }
}

#[tokio::test]
async fn too_many_suggestions_are_refused_with_their_words() {
    let mut setting = Setting::new().await;
    for number in 1..=5 {
        setting.suggested(3, &format!("Number {number}")).await;
    }
    let before_typing = said(setting.ask(3, Request::BankSuggest).await);
    assert!(before_typing.contains("waiting already"), "{before_typing}");
    let sixth = Request::Propose(None, proposal("One more"));
    let refused = said(setting.ask(3, sixth).await);
    assert!(refused.contains("One more: what do you do?"), "{refused}");
    assert!(refused.contains("- another thing"), "{refused}");
    setting.suggested(4, "Somebody else's").await;
    let mut outside = setting.caller(5);
    outside.guild = None;
    for request in [
        Request::BankSuggest,
        Request::Propose(None, proposal("Alone")),
        Request::BankAdmin(BankAdmin::Queue),
        Request::BankAdmin(BankAdmin::Export),
    ] {
        let refused = Setting::carried_out(&setting.services, &outside, request).await;
        assert!(said(refused).contains("in a server"));
    }
}

#[tokio::test]
async fn an_author_is_told_once_whatever_fails() {
    for fault in [Fault::Before, Fault::After] {
        for number in 0..2 {
            let mut setting = Setting::new().await;
            setting.approved("Told").await;
            setting.outbox.fail(number, fault);
            setting.run_jobs().await;
            setting.outbox.forget_nonces();
            setting.die().await;
            setting.run_jobs().await;
            assert_eq!(setting.told(3).len(), 1, "{fault:?} {number}");
        }
    }
}

#[tokio::test]
async fn closed_direct_messages_are_left_alone() {
    let mut setting = Setting::new().await;
    setting.outbox.close_messages_of(person(3));
    setting.approved("Untold").await;
    setting.run_jobs().await;
    let requests = setting.outbox.requests();
    setting.die().await;
    setting.run_jobs().await;
    assert_eq!(setting.outbox.requests(), requests, "nobody insists");
    assert_eq!(setting.titles(1).await.len(), 3);
}

#[tokio::test]
async fn who_forgets_is_not_reminded() {
    let mut setting = Setting::new().await;
    setting.approved("Kept without a name").await;
    setting.run_jobs().await;
    assert_eq!(setting.told(3).len(), 1);
    setting.approved("Untold").await;
    let shown = view(setting.ask(3, Request::PrivacyShow).await.expect("shown"));
    assert!(words(&shown).contains("2 questions suggested"), "{shown:?}");
    let forget = Request::Press(Action::Forget);
    setting.ask(3, forget).await.expect("forgotten");
    setting.run_jobs().await;
    assert_eq!(
        setting.told(3),
        Vec::<String>::new(),
        "our words of it are gone"
    );
    assert!(setting.titles(1).await.contains(&"Untold".to_owned()));
}

const LIST: &str = "## Databases\n\n### How do you fail over?\n\n**Answer:**\n- promote the \
                    replica\n\n### What is a lock?\n";

#[tokio::test]
async fn a_list_comes_in_and_goes_out_again() {
    let mut setting = Setting::new().await;
    let reply = view(setting.import("markdown-qa", LIST).await.expect("imported"));
    assert!(reply.text.contains("2 questions joined"), "{reply:?}");
    let report = reply.file.expect("a report");
    assert_eq!(report.name, "import-report.txt");
    let report = String::from_utf8(report.bytes).expect("UTF-8");
    assert!(report.contains("guild-1/how-do-you-fail-over"), "{report}");
    assert_eq!(setting.titles(1).await.len(), 4);
    assert_eq!(setting.titles(2).await.len(), 2);

    let again = view(setting.import("markdown-qa", LIST).await.expect("imported"));
    assert!(
        again.text.contains("2 questions stood there already"),
        "{again:?}"
    );
    let json = setting.export().await;
    let changed = json.replace("What is a lock?", "What is a lock for?");
    let reply = view(setting.import("json", &changed).await.expect("imported"));
    assert!(
        reply.text.contains("1 question took the place"),
        "{reply:?}"
    );
    assert!(
        reply.text.contains("1 question stood there already"),
        "{reply:?}"
    );
    let titles = setting.titles(1).await;
    assert!(
        titles.contains(&"What is a lock for?".to_owned()),
        "{titles:?}"
    );
    assert_eq!(titles.len(), 4);
}

#[tokio::test]
async fn a_file_that_can_not_be_taken_is_refused_whole() {
    let mut setting = Setting::new().await;
    for (format, text, expected) in [
        ("json", "no JSON", "not valid JSON"),
        ("csv", "a,b\n1,2\n", "no column holds the questions"),
        ("markdown-qa", "Just words.", "I found no questions in it"),
        ("role-guide", "---\ntitle: x\n---\n", "no such format"),
        ("docx", "x", "no such format"),
    ] {
        let refused = said(setting.import(format, text).await);
        assert!(refused.contains(expected), "{format}: {refused}");
    }
    let large = "x".repeat(9 * 1024 * 1024);
    let refused = said(setting.import("csv", &large).await);
    assert!(refused.contains("larger than 8 MB"), "{refused}");
    let import = BankAdmin::Import {
        file: SharedFile {
            name: "list.md".to_owned(),
            url: "https://example.org/list.md".to_owned(),
            size: 9,
        },
        format: "csv".to_owned(),
        topic: None,
    };
    let refused = said(setting.organise_in(1, Request::BankAdmin(import)).await);
    assert!(refused.contains("could not fetch"), "{refused}");
    let export = Request::BankAdmin(BankAdmin::Export);
    let empty = said(setting.organise_in(1, export).await);
    assert!(empty.contains("no questions of its own"), "{empty}");
}

#[tokio::test]
async fn a_full_bank_takes_what_it_can() {
    let mut setting = Setting::new().await;
    let many: Vec<_> = (0..510).map(|n| format!("### Number {n}?\n")).collect();
    let reply = setting.import("markdown-qa", &many.join("\n")).await;
    let reply = view(reply.expect("imported"));
    assert!(reply.text.contains("500 questions joined"), "{reply:?}");
    assert!(
        reply.text.contains("10 questions found no room"),
        "{reply:?}"
    );
    let report = String::from_utf8(reply.file.expect("a report").bytes).expect("UTF-8");
    assert!(report.contains("Number 509?"), "what has no room is named");
    setting.suggested(3, "Too late").await;
    let id = suggestion_in(&setting.queue().await);
    let approve = Request::Press(Action::ApproveSuggestion(id));
    let full = said(setting.organise_in(1, approve.clone()).await);
    assert!(full.contains("bank is full"), "{full}");
    // Room is made by removing one.
    let hide = Request::BankAdmin(BankAdmin::Hide("Number 7?".to_owned()));
    let hidden = view(setting.organise_in(1, hide).await.expect("hidden"));
    let [remove @ Action::RemoveOwn(_)] = actions(&hidden)[..] else {
        panic!("it may be removed: {hidden:?}");
    };
    let refused = setting.ask(3, Request::Press(remove)).await;
    assert!(said(refused).contains("organisers"));
    let removed = setting.organise_in(1, Request::Press(remove)).await;
    assert!(words(&view(removed.expect("removed"))).contains("Removed"));
    let approved = setting.organise_in(1, approve).await.expect("approved");
    assert!(words(&view(approved)).contains("Approved"));
}

#[tokio::test]
async fn what_is_hidden_is_not_asked_and_goes_on_where_it_stands() {
    let mut setting = Setting::new().await;
    let (card, _) = setting.drill(3).await;
    let title = "errors at every rollout";
    let hide = Request::BankAdmin(BankAdmin::Hide(title.to_owned()));
    let hidden = view(setting.organise_in(1, hide.clone()).await.expect("hidden"));
    assert!(hidden.text.contains("is hidden:"), "{hidden:?}");
    assert!(actions(&hidden).is_empty(), "the core's is not removed");
    let again = view(setting.organise_in(1, hide).await.expect("hidden"));
    assert!(again.text.contains("is hidden already"), "{again:?}");
    assert_eq!(setting.titles(1).await.len(), 1);
    assert_eq!(setting.titles(2).await.len(), 2, "hidden here alone");
    let suggest = |what| {
        Request::Suggest(Suggest {
            what,
            typed: String::new(),
        })
    };
    for (what, expected) in [(Suggested::Question, 1), (Suggested::HiddenQuestion, 1)] {
        let response = setting.ask(3, suggest(what)).await.expect("suggested");
        let Response::Suggestions(choices) = response else {
            panic!("suggestions: {response:?}");
        };
        assert_eq!(choices.len(), expected, "{choices:?}");
        assert_eq!(choices[0].label == title, what == Suggested::HiddenQuestion);
    }
    let wanted = DrillRequest {
        question: Some(title.to_owned()),
        ..DrillRequest::default()
    };
    let refused = setting.ask(3, Request::Drill(wanted)).await;
    assert!(said(refused).contains("I know no question"));
    // The card that stands is answered and coached as before.
    let answer = "We would drain the pod first and wait for readiness before the next one.";
    setting.answers(3, card, false, answer).await;
    setting.run_jobs().await;
    assert_eq!(setting.attempts(3, card).await.len(), 1);

    let unhide = Request::BankAdmin(BankAdmin::Unhide(title.to_owned()));
    let shown = view(setting.organise_in(1, unhide.clone()).await.expect("shown"));
    assert!(shown.text.contains("can be asked here again"), "{shown:?}");
    assert_eq!(setting.titles(1).await.len(), 2);
    assert!(said(setting.organise_in(1, unhide).await).contains("is not hidden"));
}

#[tokio::test]
async fn another_process_and_another_core_are_seen_at_once() {
    let mut setting = Setting::new().await;
    setting.approved("Here").await;
    let guild = GuildId::new(1).expect("not zero");
    let before = setting.services.shelf_for(guild).await;
    let same = setting.services.shelf_for(guild).await;
    assert!(
        std::sync::Arc::ptr_eq(&before, &same),
        "kept while nothing changes"
    );
    // As another process would, past what is kept in memory here.
    let core = "core/errors-at-every-rollout".parse().expect("an id");
    let store = &setting.services.store;
    let (version, now) = (setting.services.fresh(), setting.services.now());
    store
        .hide_question(guild, &core, version, now)
        .await
        .expect("hidden");
    assert_eq!(setting.titles(1).await.len(), 2);
    let bank = crate::domain::bank::Bank::new(
        crate::domain::bank::Vocabulary::default(),
        vec![crate::domain::fixture::bare("new", Kind::Design)],
        Vec::new(),
    );
    setting.services.set_bank(bank);
    assert_eq!(setting.titles(1).await, ["new", "Here"]);
    assert_eq!(setting.titles(2).await, ["new"]);
    let untouched = setting.services.shelf_for(GuildId::new(2)).await;
    let shared = std::sync::Arc::ptr_eq(&untouched, &setting.services.shelf());
    assert!(
        shared,
        "servers without own questions share the core's shelf"
    );
}

#[tokio::test]
async fn the_question_of_the_day_is_one_that_the_server_sees() {
    let mut setting = Setting::new().await;
    setting.approved("A failover at night").await;
    let wanted = DailySetup {
        topic: Some("Databases".to_owned()),
        ..every_day()
    };
    let mut elsewhere = setting.caller(1);
    elsewhere.guild = GuildId::new(2);
    let refused = Request::DailySetup(Box::new(wanted.clone()));
    let refused = Setting::carried_out(&setting.services, &elsewhere, refused).await;
    assert!(
        said(refused).contains("I know no topic"),
        "another server's"
    );
    setting.set_up(wanted).await.expect("scheduled");
    let preview = |what| Request::Daily {
        schedule: None,
        what,
    };
    let next = setting.ask(1, preview(DailyCommand::Preview)).await;
    let next = words(&view(next.expect("a preview")));
    assert!(next.contains("A failover at night"), "{next}");
    // It was chosen already; hidden, it is not posted all the same.
    let hide = BankAdmin::Hide("A failover at night".to_owned());
    let hidden = setting.organise_in(1, Request::BankAdmin(hide)).await;
    hidden.expect("hidden");
    let refused = setting.ask(1, preview(DailyCommand::Preview)).await;
    let refused = said(refused);
    assert!(!refused.contains("A failover at night"), "{refused}");
    let chosen = DailyCommand::Next("A failover at night".to_owned());
    let refused = said(setting.ask(1, preview(chosen)).await);
    assert!(refused.contains("I know no question"), "{refused}");
}
