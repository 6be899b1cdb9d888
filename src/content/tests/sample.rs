//! A bank of one question without any fault.

pub(super) const VOCABULARY: &str = r#"name = "core"
[[topics]]
id = "aws"
name = "AWS"
[[topics]]
id = "kubernetes"
name = "Kubernetes"
[[competencies]]
id = "kubernetes"
name = "Kubernetes"
[[competencies]]
id = "reliability"
name = "Reliability"
[[rounds]]
id = "technical-screen"
name = "Technical screen"
[[rounds]]
id = "final"
name = "Final round"
"#;

pub(super) const FRAMEWORK: &str = r#"title = "Trade-off"
summary = "Shows how you decide."
when = ["A design question.", "A choice of tools."]
[[steps]]
name = "Requirements"
explain = "What is needed."
[[steps]]
name = "Options"
explain = "What there is."
[[steps]]
name = "Choice"
explain = "What you take."
[example]
question = "Which queue?"
[[example.steps]]
name = "Requirements"
text = "Ten messages a second."
[[example.steps]]
name = "Options"
text = "A table or a broker."
[[example.steps]]
name = "Choice"
text = "A table."
[[pitfalls]]
say = "No requirements."
fix = "Ask two questions."
[[pitfalls]]
say = "No choice."
fix = "Decide."
"#;

pub(super) const QUESTION: &str = r#"title = "A Deployment that drops requests"
was = ["rollout-errors"]
ask = """Each time we release a version, customers get errors. How do you get to none?"""
kind = "technical"
difficulty = "medium"
topic = "kubernetes"
competencies = ["kubernetes", "reliability"]
rounds = ["technical-screen"]
minutes = [5, 8]
tags = ["rollouts", "probes"]
outline = ["Ask first.", "Start of a pod.", "End of a pod.", "Go back."]
looks_for = ["Order", "Causes", "Checks"]
follow_ups = ["And for long connections?", "How would you test it?"]

[framework]
name = "trade-off"
[[framework.steps]]
step = "Requirements"
apply = "How many errors are too many."
[[framework.steps]]
step = "Options"
apply = "What could cause them."
[[framework.steps]]
step = "Choice"
apply = "Choose."

[star]
situation = "At a shop of 30 people, each release cost a few orders."
task = "I was to find out why."
action = "I watched the endpoints during a release, and set a probe."
result = "From 40 errors a release to none in 40 releases."

[[key_points]]
say = "New pods get traffic only when they can serve."
cues = ["readiness probe", "ready to serve", "warm up", "health check", "startup probe"]
hint = "When may a pod take its first call?"
[[key_points]]
say = "Old pods finish what they have begun."
cues = ["prestop", "graceful shutdown", "drain", "sigterm", "finish open calls"]
hint = "What happens to the last calls of a pod?"
[[key_points]]
say = "Only few pods are replaced at once."
cues = ["max surge", "max unavailable", "one at a time", "batch size", "disruption budget"]
hint = "How many may be gone together?"
[[key_points]]
say = "A bad release goes back by itself."
cues = ["automatic rollback", "roll back", "canary", "error rate alert", "undo"]
hint = "And if it is a bad one?"

[[terms]]
term = "Probe"
meaning = "A check by the kubelet."
[[terms]]
term = "Endpoint"
meaning = "An address that gets traffic."
[[terms]]
term = "Surge"
meaning = "Pods above the wanted count."

[[mistakes]]
say = "Retries alone."
why = "They hide it."
[[mistakes]]
say = "A liveness probe instead."
why = "It restarts pods."
[[mistakes]]
say = "Fixed sleeps."
why = "They are too short one day."

[[sources]]
title = "Probes"
url = "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"

[example]
language = "yaml"
caption = "A probe."
code = """
readinessProbe:
  httpGet: { path: /ready, port: 8080 }
"""
"#;
