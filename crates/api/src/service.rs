//! From a request to an answer: which surface it is for, which token it carries, what it names.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::http::header::{ALLOW, CONTENT_LENGTH};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode};
use byline_http::limit::Standing;
use byline_http::{Api, Forwarded, Peer, Place, Segments, Surface, accept, headers, host};
use byline_model::OrcidId;
use byline_model::orcid::InvalidOrcidId;
use byline_oauth::{BearerError, Caller};
use byline_registry::{Asked, Party, RecordError, Section, Written};
use tower::{Service, ServiceExt};

use crate::endpoint::Endpoint;
use crate::error::ApiError;
use crate::exchange::{Ahead, Exchange};
use crate::versions::{Version, Versions};
use crate::{
    ApiState, ApiVersion, admission, answer, bearer, documents, feed, group_ids, group_writes, identifiers, landing,
    linked, media, notifications, reads, search, status, suggest, token, versions, webhooks, writes,
};

/// Both APIs as one service, to be put behind a router or a server directly.
#[derive(Clone)]
pub struct ApiService {
    inner: Arc<Inner>,
}

struct Inner {
    state: ApiState,
    pages: Option<Router>,
}

impl ApiService {
    /// `pages` answers what is not for an API; without it that is 404.
    pub fn new(state: ApiState, pages: Option<Router>) -> Self {
        ApiService { inner: Arc::new(Inner { state, pages }) }
    }

    /// Answers one request, for servers that need no [`Service`].
    pub async fn answer(&self, request: Request<Body>) -> Response<Body> {
        self.inner.answer(request).await
    }
}

impl Service<Request<Body>> for ApiService {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let inner = Arc::clone(&self.inner);
        Box::pin(async move { Ok(inner.answer(request).await) })
    }
}

/// Far more than any address that is answered; pages are held to as much.
const LONGEST_ADDRESS: usize = 20 * 1024;

/// What a request is for, before any API looks at it.
enum Target {
    Token,
    Ping,
    /// `/healthz`, `/readyz`
    Alive,
    Ready,
    OpenApi,
    Api,
    /// `/{iD}` on the registry, by a client that wants data: the public API has it.
    Profile,
    /// An address of an API without the prefix that the registry's host asks for.
    OtherHost,
    Pages,
}

impl Inner {
    async fn answer(&self, request: Request<Body>) -> Response<Body> {
        let state = &self.state;
        let (parts, body) = request.into_parts();
        if parts.uri.path_and_query().is_some_and(|it| it.as_str().len() > LONGEST_ADDRESS) {
            let sentence = format!("The address is longer than {LONGEST_ADDRESS} bytes.");
            return answer::html_error(state, StatusCode::URI_TOO_LONG, &sentence);
        }
        let forwarded = state.proxies.read(Peer::of(&parts.extensions), &parts.headers);
        let host = forwarded.host.or_else(|| host::of(&parts));
        let place = state.origins.place(host, parts.uri.path());
        let segments = Segments::of(place.path);
        let strs = segments.as_ref().map(Segments::as_strs).unwrap_or_default();
        let target = target(&state.versions, &place, &strs, &parts);
        if let (Target::Pages, Some(pages)) = (&target, &self.pages) {
            drop(strs);
            drop(segments);
            let party = Party::at(forwarded.client);
            return party.asks(self.page(pages, Request::from_parts(parts, body))).await;
        }
        let mut response = match target {
            Target::Token => Box::pin(token::answer(state, place.surface, &parts, body)).await,
            Target::Ping => status::ping(state),
            Target::Alive => status::healthz(state),
            Target::Ready => status::readyz(state).await,
            Target::OpenApi => {
                let content_type = Some(HeaderValue::from_static("application/json"));
                answer::fleeting(state, StatusCode::OK, content_type, state.openapi.to_string())
            }
            Target::Profile => {
                let to = format!("{}{}", state.origins.api(Api::Public), place.path);
                answer::redirect(state, StatusCode::FOUND, &to)
            }
            Target::OtherHost => {
                let [public, member] = Api::ALL.map(|api| state.origins.all_of(api).join(" and "));
                answer::error(state, &parts.headers, &ApiError::NoApiHere { public, member })
            }
            Target::Pages => answer::error(state, &parts.headers, &ApiError::Unrouted),
            // A path that cannot be decoded names nothing.
            Target::Api if segments.is_none() => answer::error(state, &parts.headers, &ApiError::Unrouted),
            Target::Api => {
                let mut standing = None;
                let mut response = match call(state, &parts, body, place, &strs, forwarded, &mut standing).await {
                    Ok(response) => response,
                    Err(Refused::Token(error)) => answer::bearer_error(state, &error),
                    Err(Refused::Api(error)) if strs[..] == *feed::PATH => answer::json_error(state, &error),
                    Err(Refused::Api(error)) => answer::error(state, &parts.headers, &error),
                };
                admission::put(standing.as_ref(), response.headers_mut());
                response
            }
        };
        if parts.method == Method::HEAD {
            keep_headers_only(&mut response);
        }
        response
    }

    async fn page(&self, pages: &Router, request: Request<Body>) -> Response<Body> {
        match pages.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

fn target(versions: &Versions, place: &Place<'_>, segments: &[&str], parts: &Parts) -> Target {
    match (segments, place.surface) {
        (["oauth", "token"], _) => Target::Token,
        (["ping"], _) => Target::Ping,
        (["healthz"], _) => Target::Alive,
        (["readyz"], _) => Target::Ready,
        (["openapi.json"], Surface::Api(_) | Surface::Shared) => Target::OpenApi,
        (_, Surface::Api(_)) => Target::Api,
        ([linked::RDF, ..], Surface::Shared) => Target::Api,
        ([_, "webhook", _] | feed::PATH, Surface::Shared) => Target::Api,
        ([first, ..], Surface::Shared) if !versions.of(first).is_missing() => Target::Api,
        ([first, ..], Surface::Registry) if !versions.of(first).is_missing() => Target::OtherHost,
        ([only], _) if only.parse::<OrcidId>().is_ok() && wants_data(parts) => Target::Profile,
        _ => Target::Pages,
    }
}

/// Whether `/{iD}` is asked for as data and not as a page (`model` 7.1).
fn wants_data(parts: &Parts) -> bool {
    const WORDS: [&str; 6] = ["xml", "json", "rdf", "n-triples", "n3", "turtle"];
    let values = parts.headers.get_all(axum::http::header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let accept = values.collect::<Vec<_>>().join(",").to_ascii_lowercase();
    !accept.contains("text/html") && WORDS.iter().any(|word| accept.contains(word))
}

/// RFC 9110 §9.3.2: the headers of GET, with the length of the body that is left out.
fn keep_headers_only(response: &mut Response<Body>) {
    let length = response.body().size_hint().exact();
    if let Some(length) = length.filter(|_| response.status() != StatusCode::NOT_MODIFIED) {
        response.headers_mut().entry(CONTENT_LENGTH).or_insert(HeaderValue::from(length));
    }
    *response.body_mut() = Body::empty();
}

enum Refused {
    Token(BearerError),
    Api(ApiError),
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Refused::Api(error)
    }
}

impl From<BearerError> for Refused {
    fn from(error: BearerError) -> Self {
        Refused::Token(error)
    }
}

/// A request for an API. The order of the checks is that of `oauth` 8.7.
async fn call(
    state: &ApiState,
    parts: &Parts,
    body: Body,
    place: Place<'_>,
    segments: &[&str],
    forwarded: Forwarded<'_>,
    standing: &mut Option<Standing>,
) -> Result<Response<Body>, Refused> {
    let version = segments.first().map_or(Version::Missing, |first| state.versions.of(first));
    let below = segments.get(1..).unwrap_or_default();
    let endpoint = |api| Endpoint::parse(version.served()?, api, below);
    let open = |api| endpoint(api).is_some_and(|endpoint| endpoint.is_open());
    if parts.method == Method::OPTIONS {
        let api = if let Surface::Api(api) = place.surface { api } else { Api::Public };
        return match endpoint(api) {
            Some(endpoint) => Ok(options(state, parts, endpoint.allow(api))),
            None if version.served().is_some() => Err(ApiError::Unrouted.into()),
            None if matches!(segments, [_, "webhook", _]) => Ok(options(state, parts, webhooks::ALLOW)),
            None => Ok(options(state, parts, Endpoint::Landing.allow(api))),
        };
    }
    if state.origins.is_https() && forwarded.https == Some(false) && endpoint(Api::Public) != Some(Endpoint::Health) {
        return Err(ApiError::Insecure.into());
    }
    let surface = match place.surface {
        // Without a prefix there is one API that has linked data.
        Surface::Shared if segments.first() == Some(&linked::RDF) => Surface::Api(Api::Public),
        surface => surface,
    };
    let section = |api| section(state, parts, endpoint(api)?, version.served()?, api);
    let found = who(state, parts, surface, open, section).await;
    // Whoever comes with a token that is none counts as nobody in particular.
    let caller = found.as_ref().ok().and_then(|(_, caller, _)| caller.as_ref());
    match admission::admit(state, surface, caller, forwarded.client).await {
        Ok(admitted) => *standing = admitted,
        Err(refused) => {
            caller.inspect(|it| state.bearer.turned_away(it));
            return Ok(*refused);
        }
    }
    let party = caller.map_or(Party::at(forwarded.client), |caller| Party::Client(caller.client.id.clone()));
    let (api, caller, ahead) = found?;
    let named = version.served().unwrap_or(state.versions.current());
    let exchange = Exchange { state, parts, place, version: named, api, caller, ahead };
    party.asks(versioned(&exchange, version, segments, body)).await
}

/// A request of somebody who may ask, by the version that it names.
async fn versioned(
    exchange: &Exchange<'_>,
    version: Version<'_>,
    segments: &[&str],
    body: Body,
) -> Result<Response<Body>, Refused> {
    let below = segments.get(1..).unwrap_or_default();
    match version {
        Version::Served(_) if below.is_empty() && !exchange.place.path.ends_with('/') => {
            Ok(answer::redirect(exchange.state, StatusCode::FOUND, &format!("{}/", exchange.versioned_links())))
        }
        Version::Served(version) => {
            if !version.delegated_tokens && exchange.caller.as_ref().is_some_and(|it| it.origin_client.is_some()) {
                return Err(ApiError::DelegatedToken.into());
            }
            let endpoint = Endpoint::parse(version, exchange.api, below).ok_or(ApiError::Unrouted)?;
            match serve(exchange, &endpoint, body).await {
                Err(error) => told(exchange, error),
                Ok(answer) => Ok(answer),
            }
        }
        Version::Gone { successor } => Ok(versions::gone(exchange, segments[0], successor)),
        Version::Missing => match segments {
            [linked::RDF, orcid] if exchange.reads() && exchange.api == Api::Public => {
                for_this_record(exchange, orcid)?;
                Ok(Box::pin(linked::rdf(exchange, orcid)).await?)
            }
            [linked::RDF, ..] if exchange.reads() => Err(ApiError::Unrouted.into()),
            feed::PATH => Ok(Box::pin(feed::answer(exchange)).await?),
            [orcid, "webhook", uri] => {
                for_this_record(exchange, orcid)?;
                Ok(Box::pin(webhooks::answer(exchange, orcid, uri)).await?)
            }
            _ => Ok(versions::missing(exchange, segments)?),
        },
    }
}

/// The section that a request reads, as it will be asked for.
fn section(state: &ApiState, parts: &Parts, endpoint: Endpoint<'_>, version: &ApiVersion, api: Api) -> Option<Asked> {
    let (Endpoint::Section(orcid, section), &Method::GET | &Method::HEAD) = (endpoint, &parts.method) else {
        return None;
    };
    let accepted = accept::negotiate(&parts.headers, &media::STANDARD, media::STANDARD_DEFAULT).ok()?;
    let written = Written { form: media::form(accepted.offer), edition: version.edition };
    Some(state.registry.ask(api == Api::Public, orcid.parse().ok()?, &section, written))
}

/// Which API answers, and who calls it. On a shared origin a member's token makes it the member API, and so does
/// everything but reading (`decisions` 31). What `section` is about is read along with a token.
async fn who(
    state: &ApiState,
    parts: &Parts,
    surface: Surface,
    open: impl Fn(Api) -> bool,
    section: impl Fn(Api) -> Option<Asked>,
) -> Result<(Api, Option<Caller>, Ahead), BearerError> {
    let of = |member: bool| match surface {
        Surface::Api(api) => api,
        Surface::Registry | Surface::Shared => {
            let reads = matches!(parts.method, Method::GET | Method::HEAD);
            if member || !reads { Api::Member } else { Api::Public }
        }
    };
    let (caller, ahead) = match bearer::token(parts) {
        Some(token) => {
            let mut asked = None;
            let wanted = |member| {
                asked = section(of(member));
                asked.as_ref().map(Asked::wanted)
            };
            let (caller, found) = state.bearer.verify_with(&token, bearer::purpose(&parts.method), wanted).await?;
            (Some(caller), Ahead::new(asked.and_then(|it| it.with(found))))
        }
        None => (None, Ahead::default()),
    };
    let api = of(caller.as_ref().is_some_and(|caller| caller.client.client_type.is_member()));
    let caller = match (api, caller) {
        (Api::Public, caller) => caller,
        (Api::Member, caller) if open(Api::Member) => caller,
        (Api::Member, Some(caller)) => Some(caller.require_member()?),
        (Api::Member, None) => return Err(BearerError::Missing),
    };
    Ok((api, caller, ahead))
}

fn options(state: &ApiState, parts: &Parts, allow: &'static str) -> Response<Body> {
    let mut response = answer::fleeting(state, StatusCode::OK, None, Body::empty());
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(allow));
    headers::put_preflight(response.headers_mut(), &parts.headers, state.origins.base());
    response
}

async fn serve(exchange: &Exchange<'_>, endpoint: &Endpoint<'_>, body: Body) -> Result<Response<Body>, ApiError> {
    if let Some(orcid) = endpoint.orcid() {
        for_this_record(exchange, orcid)?;
    }
    if !endpoint.knows(exchange.api, &exchange.parts.method) {
        return Err(ApiError::MethodNotAllowed { allow: endpoint.allow(exchange.api) });
    }
    if exchange.reads() {
        read(exchange, endpoint).await
    } else {
        // Apart, since every request would carry the room that a write needs.
        Box::pin(write(exchange, endpoint, body)).await
    }
}

async fn write(exchange: &Exchange<'_>, endpoint: &Endpoint<'_>, body: Body) -> Result<Response<Body>, ApiError> {
    match (&exchange.parts.method, endpoint) {
        (&Method::POST, Endpoint::Additions(orcid, kind)) => writes::add(exchange, orcid, *kind, body).await,
        (&Method::POST, Endpoint::Section(orcid, Section::List(kind))) if kind.is_person() => {
            writes::add(exchange, orcid, *kind, body).await
        }
        (&Method::POST, Endpoint::Section(orcid, Section::List(kind))) => {
            writes::add_many(exchange, orcid, *kind, body).await
        }
        (&Method::PUT, Endpoint::Section(orcid, Section::Item(kind, code))) => {
            writes::replace(exchange, orcid, *kind, *code, body).await
        }
        (&Method::DELETE, Endpoint::Section(orcid, Section::Item(kind, code))) => {
            writes::remove(exchange, orcid, *kind, *code).await
        }
        (&Method::POST, Endpoint::GroupIds) => group_writes::add(exchange, body).await,
        (&Method::PUT, Endpoint::GroupId(code)) => group_writes::change(exchange, code, body).await,
        (&Method::DELETE, Endpoint::GroupId(code)) => group_writes::remove(exchange, code).await,
        (&Method::POST, Endpoint::Notifications(orcid)) => notifications::add(exchange, orcid, body).await,
        (&Method::DELETE, Endpoint::Notification(orcid, code)) => notifications::withdraw(exchange, orcid, code).await,
        (_, Endpoint::NoPutCode(_, kind)) => Err(reads::no_put_code(exchange, *kind)),
        _ => Err(ApiError::MethodNotAllowed { allow: endpoint.allow(exchange.api) }),
    }
}

/// What is asked less often is apart, so that a section of a record does not carry the room that it needs.
async fn read(exchange: &Exchange<'_>, endpoint: &Endpoint<'_>) -> Result<Response<Body>, ApiError> {
    match endpoint {
        Endpoint::Additions(..) => Err(ApiError::MethodNotAllowed { allow: endpoint.allow(exchange.api) }),
        Endpoint::Section(orcid, section) => reads::section(exchange, orcid, section).await,
        Endpoint::NoPutCode(_, kind) => Err(reads::no_put_code(exchange, *kind)),
        Endpoint::Search(search) => Box::pin(search::answer(exchange, *search)).await,
        Endpoint::Suggest => Box::pin(suggest::answer(exchange)).await,
        Endpoint::RecordSummary(orcid) => Box::pin(reads::record_summary(exchange, orcid)).await,
        Endpoint::Client(id) => Box::pin(documents::client(exchange, id)).await,
        Endpoint::GroupIds => Box::pin(group_ids::list(exchange)).await,
        Endpoint::GroupId(code) => Box::pin(group_ids::single(exchange, code)).await,
        Endpoint::Notifications(orcid) => Box::pin(notifications::list(exchange, orcid)).await,
        Endpoint::Notification(orcid, code) => Box::pin(notifications::single(exchange, orcid, code)).await,
        Endpoint::Identifiers => identifiers::list(exchange),
        Endpoint::Landing => landing::page(exchange),
        Endpoint::Alive => status::alive(exchange),
        Endpoint::Health => Box::pin(status::health(exchange)).await,
        Endpoint::SelfTest => Err(ApiError::SelfTest),
    }
}

/// A refusal, with what its kind adds to the document.
fn told(exchange: &Exchange<'_>, error: ApiError) -> Result<Response<Body>, Refused> {
    match (&error, &exchange.caller) {
        (ApiError::Merged { primary, .. }, _) => Ok(merged(exchange, &error, *primary)),
        (ApiError::Record(RecordError::Duplicate { .. }), _) => {
            let mut response = answer::error(exchange.state, &exchange.parts.headers, &error);
            writes::put_duplicate(exchange, &error, &mut response);
            Ok(response)
        }
        // As if it had been looked at a moment later.
        (ApiError::Record(RecordError::TokenEnded), Some(caller)) => {
            Err(BearerError::Invalid { tail: caller.token.tail.clone() }.into())
        }
        _ => Err(error.into()),
    }
}

/// The error, and the same address below the other iD: version, iD and whatever follows.
fn merged(exchange: &Exchange<'_>, error: &ApiError, primary: OrcidId) -> Response<Body> {
    let mut response = answer::error(exchange.state, &exchange.parts.headers, error);
    let path = exchange.path_and_query();
    let below = path.get(exchange.version.path.len() + 2..).unwrap_or_default();
    let rest = below.find(['/', '?']).map_or("", |end| &below[end..]);
    let to = format!("{}/{primary}{rest}", exchange.versioned_links());
    answer::put_location(response.headers_mut(), &to);
    response
}

/// A token is for one record; client credentials are for all (`oauth` 8.7, step 4).
fn for_this_record(exchange: &Exchange<'_>, orcid: &str) -> Result<(), ApiError> {
    let Some(person) = exchange.caller.as_ref().and_then(|caller| caller.person) else { return Ok(()) };
    match orcid.parse::<OrcidId>() {
        Ok(orcid) if orcid == person => Ok(()),
        Ok(_) | Err(InvalidOrcidId::CheckDigit { .. }) => Err(ApiError::OtherRecord),
        Err(InvalidOrcidId::Shape) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room<A, B, F: Future>(_: fn(A, B) -> F) -> usize {
        size_of::<F>()
    }

    /// Each request carries the room of the largest answer, and it is moved a few times: what is large and rare is boxed,
    /// and nothing that takes a future is `async` itself, as it would have room for it twice.
    #[test]
    fn an_answer_carries_little_room() {
        let bytes = room(Inner::answer);
        assert!(bytes < 6 * 1024, "{bytes} bytes for each request");
    }
}
