//! Stems of ordinary words that turn up in every answer and tell little about any point.

/// In alphabetical order.
const COMMON: [&str; 159] = [
    "add", "after", "also", "alway", "anoth", "answer", "anyth", "app", "applic", "ask", "back",
    "bad", "becaus", "befor", "begin", "big", "bit", "call", "case", "chang", "check", "close",
    "code", "colleagu", "come", "compani", "custom", "data", "day", "develop", "differ", "each",
    "easi", "end", "engin", "enough", "everi", "everyon", "everyth", "exampl", "fast", "few",
    "find", "first", "get", "give", "go", "good", "half", "happen", "hard", "help", "high", "hold",
    "hour", "instead", "keep", "kind", "know", "last", "leav", "less", "let", "like", "long",
    "look", "lot", "low", "make", "mani", "mean", "minut", "month", "more", "most", "move", "much",
    "name", "need", "never", "new", "next", "nobodi", "noth", "now", "number", "often", "old",
    "onc", "one", "onli", "open", "other", "part", "peopl", "person", "place", "point", "problem",
    "product", "project", "put", "question", "rather", "read", "real", "realli", "right", "run",
    "same", "say", "see", "server", "servic", "set", "short", "show", "slow", "small", "someon",
    "someth", "sometim", "sort", "start", "stay", "still", "stop", "sure", "system", "take",
    "talk", "team", "tell", "test", "then", "thing", "think", "three", "time", "tri", "true",
    "turn", "two", "until", "use", "user", "usual", "wait", "want", "way", "week", "well", "while",
    "whole", "without", "word", "work", "write", "year",
];

/// Whether nearly every answer has a word of this stem.
pub(super) fn is_common(stem: &str) -> bool {
    COMMON.binary_search(&stem).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched() {
        assert!(COMMON.is_sorted());
        assert!(is_common("make") && !is_common("idempot"));
    }
}
