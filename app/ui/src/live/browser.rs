use domain::live::{Change, News};
use gloo_timers::callback::Interval;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Event, EventSource, MessageEvent};
use serde::de::DeserializeOwned;
use std::cell::Cell;

const ADDRESS: &str = "/api/live";

/// How often the stream is looked after, and the screen told to look for itself without it.
const CHECK_MILLISECONDS: u32 = 20_000;

/// A line that is open until it is dropped.
pub(super) struct Line {
    _check: Interval,
}

/// Opens the stream and keeps it open: the browser mends a lost connection, we a refused one.
pub(super) fn listen(tell: impl Fn(News) + Copy + 'static) -> Line {
    let mut source = Source::open(tell);
    let check = Interval::new(CHECK_MILLISECONDS, move || {
        if source.as_ref().is_some_and(Source::is_open) {
            return;
        }
        tell(News::Anything);
        if source.as_ref().is_none_or(Source::is_closed) {
            source = Source::open(tell);
        }
    });
    Line { _check: check }
}

/// The browser's stream, with what it calls back.
struct Source {
    stream: EventSource,
    _opened: Closure<dyn Fn(Event)>,
    _changed: Closure<dyn Fn(MessageEvent)>,
    _carried: Closure<dyn Fn(MessageEvent)>,
    _missed: Closure<dyn Fn(MessageEvent)>,
}

impl Source {
    fn open(tell: impl Fn(News) + Copy + 'static) -> Option<Self> {
        let stream = EventSource::new(ADDRESS).ok()?;
        let before = Cell::new(false);
        let opened = Closure::<dyn Fn(Event)>::new(move |_| {
            // Opened again: something may have been said in between.
            if before.replace(true) {
                tell(News::Anything);
            }
        });
        let changed = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let change: Option<Change> = read(&event);
            tell(change.map_or(News::Anything, News::Changed));
        });
        let carried = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            tell(read(&event).map_or(News::Anything, News::Carried));
        });
        let missed = Closure::<dyn Fn(MessageEvent)>::new(move |_| tell(News::Anything));
        stream.set_onopen(Some(opened.as_ref().unchecked_ref()));
        let calls = [
            ("change", &changed),
            ("carried", &carried),
            ("missed", &missed),
        ];
        for (name, call) in calls {
            stream
                .add_event_listener_with_callback(name, call.as_ref().unchecked_ref())
                .ok()?;
        }
        Some(Self {
            stream,
            _opened: opened,
            _changed: changed,
            _carried: carried,
            _missed: missed,
        })
    }

    fn is_open(&self) -> bool {
        self.stream.ready_state() == EventSource::OPEN
    }

    fn is_closed(&self) -> bool {
        self.stream.ready_state() == EventSource::CLOSED
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        self.stream.close();
    }
}

fn read<T: DeserializeOwned>(event: &MessageEvent) -> Option<T> {
    let text = event.data().as_string()?;
    serde_json::from_str(&text).ok()
}
