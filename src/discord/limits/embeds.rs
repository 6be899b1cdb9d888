//! Embeds within Discord's limits, of which one counts over all embeds of a message.

use super::{
    EMBED_AUTHOR, EMBED_DESCRIPTION, EMBED_FOOTER, EMBED_TITLE, EMBEDS, EMBEDS_TOTAL, FIELD_NAME,
    FIELD_VALUE, FIELDS, cut, cut_markdown, is_blank, present, units,
};
use crate::domain::view::{Author, Embed, Field};

/// Stands where a field has a value and no name: Discord wants one, people see none.
const NO_NAME: &str = "\u{200b}";
/// The longest address of a picture that Discord takes.
const PICTURE: usize = 2_048;

/// The embeds that fit, in order; what is over the common budget is cut or left out at the end.
pub(super) fn fit(embeds: Vec<Embed>) -> Vec<Embed> {
    let mut budget = Budget(EMBEDS_TOTAL);
    embeds
        .into_iter()
        .filter_map(|embed| fit_one(embed, &mut budget))
        .take(EMBEDS)
        .collect()
}

/// What is left of the units for all embeds of a message.
struct Budget(usize);

impl Budget {
    fn plain(&mut self, text: &str, limit: usize) -> String {
        self.spend(present(cut(text, limit.min(self.0))))
    }

    fn markdown(&mut self, text: &str, limit: usize) -> String {
        self.spend(present(cut_markdown(text, limit.min(self.0))))
    }

    fn spend(&mut self, text: String) -> String {
        self.0 -= units(&text);
        text
    }
}

fn fit_one(embed: Embed, budget: &mut Budget) -> Option<Embed> {
    let author = embed.author.and_then(|author| fit_author(author, budget));
    let title = budget.plain(&embed.title, EMBED_TITLE);
    let footer = budget.plain(&embed.footer, EMBED_FOOTER);
    let description = budget.markdown(&embed.description, EMBED_DESCRIPTION);
    let fields: Vec<Field> = embed
        .fields
        .into_iter()
        .filter_map(|field| fit_field(&field, budget))
        .take(FIELDS)
        .collect();
    let empty = author.is_none()
        && title.is_empty()
        && footer.is_empty()
        && description.is_empty()
        && fields.is_empty();
    (!empty).then_some(Embed {
        author,
        title,
        description,
        fields,
        footer,
        tone: embed.tone,
    })
}

fn fit_author(author: Author, budget: &mut Budget) -> Option<Author> {
    let name = budget.plain(&author.name, EMBED_AUTHOR);
    let picture = author
        .picture
        .filter(|url| url.starts_with("https://") && units(url) <= PICTURE);
    (!name.is_empty()).then_some(Author { name, picture })
}

/// The field with what is left of the budget; none where its value would be empty.
fn fit_field(field: &Field, budget: &mut Budget) -> Option<Field> {
    let name = if is_blank(&field.name) {
        NO_NAME
    } else {
        &field.name
    };
    let name_units = units(&cut(name, FIELD_NAME));
    // A field is shown with a name and a value, or not at all.
    if is_blank(&field.value) || budget.0 <= name_units {
        return None;
    }
    let name = budget.plain(name, FIELD_NAME);
    let value = budget.markdown(&field.value, FIELD_VALUE);
    (!value.is_empty()).then_some(Field {
        name,
        value,
        inline: field.inline,
    })
}
