//! Misbehaviour on request: of REST routes and of the gateway.

use std::time::Duration;

use serde_json::{Value, json};

/// What a REST route shall do wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RestFault {
    Status(u16),
    RateLimited,
    Hang,
    /// The connection is reset and nothing happened.
    ResetBefore,
    /// The connection is reset after the request took effect.
    ResetAfter,
    Delay(Duration),
}

/// What the gateway shall do wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GatewayFault {
    Drop,
    Close(u16),
    InvalidSession,
    Reconnect,
    NoAck,
    Duplicate(u32),
}

impl GatewayFault {
    /// Whether it swallows heartbeats.
    pub fn is_silence(&self) -> bool {
        matches!(self, Self::NoAck)
    }

    /// Whether it strikes connected sessions at once.
    pub fn is_sudden(&self) -> bool {
        !matches!(self, Self::NoAck | Self::Duplicate(_))
    }
}

#[derive(Debug, Clone)]
enum What {
    Rest(RestFault),
    Gateway(GatewayFault),
}

#[derive(Debug, Clone)]
struct Fault {
    id: u64,
    /// As it was asked for.
    route: String,
    what: String,
    times: u32,
    left: u32,
    pattern: String,
    effect: What,
}

/// The faults that are still owed.
#[derive(Debug, Default)]
pub struct Faults {
    list: Vec<Fault>,
    next: u64,
}

impl Faults {
    /// Notes a fault. For a sudden gateway fault, also gives back what to do at once. The error
    /// says what is wrong with the request.
    pub fn add(
        &mut self,
        route: &str,
        what: &str,
        times: u32,
    ) -> Result<(u64, Option<GatewayFault>), String> {
        let effect = if route == "gateway" {
            What::Gateway(gateway_fault(what, times)?)
        } else {
            What::Rest(rest_fault(what)?)
        };
        self.next += 1;
        let mut left = times;
        let mut now = None;
        if let What::Gateway(fault) = &effect {
            if fault.is_sudden() {
                left = times.saturating_sub(1);
                now = Some(fault.clone());
            } else if !fault.is_silence() {
                left = 0;
                now = Some(fault.clone());
            }
        }
        if left > 0 {
            self.list.push(Fault {
                id: self.next,
                route: route.to_owned(),
                what: what.to_owned(),
                times,
                left,
                pattern: normal(route),
                effect,
            });
        }
        Ok((self.next, now))
    }

    /// Takes one fault owed to a route such as `POST /channels/{id}/messages`.
    pub fn take_rest(&mut self, method: &str, template: &str) -> Option<RestFault> {
        if self.list.is_empty() {
            return None;
        }
        let route = normal(&format!("{method} {template}"));
        let index = self.list.iter().position(|fault| {
            matches!(fault.effect, What::Rest(_))
                && (fault.pattern == "*" || fault.pattern == route)
        })?;
        match self.take(index) {
            What::Rest(fault) => Some(fault),
            What::Gateway(_) => None,
        }
    }

    /// Takes one gateway fault of a sort.
    pub fn take_gateway(&mut self, sort: fn(&GatewayFault) -> bool) -> Option<GatewayFault> {
        let index = self
            .list
            .iter()
            .position(|fault| matches!(&fault.effect, What::Gateway(one) if sort(one)))?;
        match self.take(index) {
            What::Gateway(fault) => Some(fault),
            What::Rest(_) => None,
        }
    }

    fn take(&mut self, index: usize) -> What {
        let fault = &mut self.list[index];
        fault.left -= 1;
        let effect = fault.effect.clone();
        if fault.left == 0 {
            self.list.remove(index);
        }
        effect
    }

    /// Takes a fault back; false when there is none of this id.
    pub fn remove(&mut self, id: u64) -> bool {
        let before = self.list.len();
        self.list.retain(|fault| fault.id != id);
        before != self.list.len()
    }

    pub fn clear(&mut self) {
        self.list.clear();
    }

    /// The faults, for the page.
    pub fn render(&self) -> Value {
        self.list
            .iter()
            .map(|fault| {
                json!({
                    "id": fault.id.to_string(), "route": fault.route, "what": fault.what,
                    "times": fault.times, "left": fault.left,
                })
            })
            .collect()
    }
}

/// A route with the names of its parameters taken out, so that `{id}` matches them all.
fn normal(route: &str) -> String {
    let mut inside = false;
    route
        .chars()
        .filter(|letter| {
            let keep = !inside || *letter == '}';
            inside = match letter {
                '{' => true,
                '}' => false,
                _ => inside,
            };
            keep
        })
        .collect()
}

fn rest_fault(what: &str) -> Result<RestFault, String> {
    if let Some(milliseconds) = what.strip_prefix("delay:") {
        return milliseconds
            .parse()
            .map(|ms| RestFault::Delay(Duration::from_millis(ms)))
            .map_err(|_| format!("`{what}`: write delay:MILLISECONDS, such as delay:800"));
    }
    Ok(match what {
        "500" | "502" | "503" => RestFault::Status(what.parse().unwrap_or(500)),
        "429" => RestFault::RateLimited,
        "hang" => RestFault::Hang,
        "reset_before" => RestFault::ResetBefore,
        "reset_after" => RestFault::ResetAfter,
        _ => {
            return Err(format!(
                "`{what}` is no fault of a route: use 500, 502, 503, 429, hang, reset_before, \
                 reset_after or delay:MILLISECONDS"
            ));
        }
    })
}

fn gateway_fault(what: &str, times: u32) -> Result<GatewayFault, String> {
    if let Some(code) = what.strip_prefix("close:") {
        return match code.parse() {
            Ok(code @ 1_000..=4_999) => Ok(GatewayFault::Close(code)),
            _ => Err(format!("`{what}`: write close:CODE, such as close:4000")),
        };
    }
    Ok(match what {
        "drop" => GatewayFault::Drop,
        "invalid_session" => GatewayFault::InvalidSession,
        "reconnect" => GatewayFault::Reconnect,
        "no_ack" => GatewayFault::NoAck,
        "duplicate_events" => GatewayFault::Duplicate(times),
        _ => {
            return Err(format!(
                "`{what}` is no fault of the gateway: use drop, close:CODE, invalid_session, \
                 reconnect, no_ack or duplicate_events"
            ));
        }
    })
}
