//! What limits come to.

use byline_http::limit::ApiPolicy;
use byline_http::{Class, Rates};
use byline_members::Targets;
use byline_settings::Complaint;

use super::values::{Beyond, Mode, Network, Port};
use super::{ApiLimits, Limits, RateRows, WebhookSettings};

impl Limits {
    /// The connections of one network address: a tenth of all unless it was said, and as many as a few browsers need.
    pub fn share(&self) -> usize {
        let usual = || (self.max_connections.0 / 10).max(16);
        self.max_connections_per_address.map_or_else(usual, |it| it.0).min(self.max_connections.0)
    }
}

impl RateRows {
    pub(super) fn checked(self) -> Result<Rates, Complaint> {
        let mut rates = Rates::off();
        for class in Class::ALL {
            let rate = match class {
                Class::Read => self.read,
                Class::Password => self.password,
                Class::Mail => self.mail,
                Class::Register => self.register,
                Class::SameEmail => self.same_email,
                Class::Submit => self.submit,
                Class::Authorize => self.authorize,
                Class::Token => self.token,
                Class::Introspect => self.introspect,
                Class::Client => self.client,
            };
            rates.set(class, rate.0);
        }
        Ok(rates)
    }
}

fn network(it: &Network) -> byline_model::network::Network {
    it.as_str().parse().expect("it was read as a network")
}

impl ApiLimits {
    /// `None` when nobody is counted.
    pub fn policy(&self) -> Option<ApiPolicy> {
        (self.mode == Mode::On).then(|| ApiPolicy {
            public: self.public.0,
            member: self.member.0,
            anonymous_per_day: self.anonymous_per_day.0,
            client_per_day: self.client_per_day.0,
            refuse_clients: self.clients_beyond == Beyond::Refused,
            exempt_clients: self.exempt_clients.iter().map(|it| it.0.clone()).collect(),
            exempt_networks: self.exempt_networks.iter().map(network).collect(),
        })
    }
}

impl WebhookSettings {
    pub fn targets(&self) -> Targets {
        let numbers = self.ports.iter().map(|port| match port {
            Port::Number(number) => Some(*number),
            Port::Any => None,
        });
        // One that is any makes all of them any.
        let ports: Option<Vec<u16>> = numbers.collect();
        Targets::new(ports, self.networks.iter().map(network).collect())
    }
}
