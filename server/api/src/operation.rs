//! One operation of the interface, declared once: the router, its guard, the document and the
//! page all read the same declaration.

use crate::Api;
use crate::auth::{Door, guard};
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::{self, MethodRouter};
use domain::keys::Scope;
use serde_json::Value;

/// How something is called, who may, what it takes and what it gives.
pub(crate) struct Operation {
    pub method: Method,
    pub path: &'static str,
    /// The name by which generated clients call it.
    pub id: &'static str,
    pub scope: Scope,
    pub summary: &'static str,
    pub about: &'static str,
    pub parameters: Vec<Parameter>,
    pub body: Option<Content>,
    pub answer: Answer,
    handler: MethodRouter<Api>,
}

/// A parameter of the address.
pub(crate) struct Parameter {
    pub name: &'static str,
    pub schema: Value,
}

/// A JSON body: its schema by name, and an example.
pub(crate) struct Content {
    pub schema: &'static str,
    pub example: Value,
}

/// What comes back when all goes well.
pub(crate) struct Answer {
    pub status: StatusCode,
    pub schema: &'static str,
}

impl Operation {
    pub(crate) fn get<H, T>(
        path: &'static str,
        id: &'static str,
        scope: Scope,
        handler: H,
        answer: &'static str,
    ) -> Self
    where
        H: Handler<T, Api>,
        T: 'static,
    {
        let answer = Answer {
            status: StatusCode::OK,
            schema: answer,
        };
        Self::new(Method::GET, path, id, scope, routing::get(handler), answer)
    }

    pub(crate) fn post<H, T>(
        path: &'static str,
        id: &'static str,
        scope: Scope,
        handler: H,
        answer: (StatusCode, &'static str),
    ) -> Self
    where
        H: Handler<T, Api>,
        T: 'static,
    {
        let (status, schema) = answer;
        let answer = Answer { status, schema };
        Self::new(
            Method::POST,
            path,
            id,
            scope,
            routing::post(handler),
            answer,
        )
    }

    pub(crate) fn patch<H, T>(
        path: &'static str,
        id: &'static str,
        scope: Scope,
        handler: H,
        answer: &'static str,
    ) -> Self
    where
        H: Handler<T, Api>,
        T: 'static,
    {
        let answer = Answer {
            status: StatusCode::OK,
            schema: answer,
        };
        Self::new(
            Method::PATCH,
            path,
            id,
            scope,
            routing::patch(handler),
            answer,
        )
    }

    fn new(
        method: Method,
        path: &'static str,
        id: &'static str,
        scope: Scope,
        handler: MethodRouter<Api>,
        answer: Answer,
    ) -> Self {
        Self {
            method,
            path,
            id,
            scope,
            summary: "",
            about: "",
            parameters: Vec::new(),
            body: None,
            answer,
            handler,
        }
    }

    /// What it does, in a few words and then in full.
    pub(crate) fn says(mut self, summary: &'static str, about: &'static str) -> Self {
        self.summary = summary;
        self.about = about;
        self
    }

    pub(crate) fn takes(mut self, schema: &'static str, example: Value) -> Self {
        self.body = Some(Content { schema, example });
        self
    }

    pub(crate) fn with(mut self, name: &'static str, schema: Value) -> Self {
        self.parameters.push(Parameter { name, schema });
        self
    }

    /// The two parameters of every list.
    pub(crate) fn paged(self) -> Self {
        use crate::schema;
        self.with(
            "cursor",
            schema::text("Where the page before ended: its `next`, unchanged."),
        )
        .with(
            "limit",
            schema::whole("How many items, 50 where not given.", 1, 100),
        )
    }

    /// Whether it must be named so that it can be sent again.
    pub(crate) fn is_attempt(&self) -> bool {
        self.method == Method::POST
    }

    /// The handler behind its guard.
    pub(crate) fn mount(self, api: &Api) -> MethodRouter<Api> {
        let door = Door {
            api: api.clone(),
            scope: self.scope,
        };
        self.handler.route_layer(from_fn_with_state(door, guard))
    }
}
