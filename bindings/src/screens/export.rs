//! How a screen crosses: its object, its listener, and the method of [`Core`](crate::core::Core) that opens it, from one line.

/// Exports a screen: `screen!(open(arguments) => Model { Screen, Listener, State, Event });`
///
/// `Model`, `State` and `Event` are those of the module `open`; `Model::new` takes the arguments. The object has `state()`,
/// `send(event)`, `observe(listener)` and `close()`; none of them blocks.
macro_rules! screen {
    ($(#[$meaning:meta])* $open:ident($($argument:ident: $type:ident),*) => $model:ident { $screen:ident, $listener:ident, $state:ident, $event:ident }) => {
        use $open::{$event, $model, $state};

        /// Wants the states of the screen. Called on a thread of its own, never under a lock; what it throws changes nothing.
        #[uniffi::export(with_foreign)]
        pub trait $listener: Send + Sync {
            /// The newest state: first that of the moment, then, at most 60 times a second, what came of events and changes.
            fn on_state(&self, state: $state) -> Result<(), $crate::subscription::ForeignError>;
            /// Nothing more will come; called once, whatever ended it.
            fn on_closed(&self) -> Result<(), $crate::subscription::ForeignError>;
        }

        impl $crate::subscription::Listener<$state> for std::sync::Arc<dyn $listener> {
            fn on_state(&self, state: $state) -> Result<(), $crate::subscription::ForeignError> {
                self.as_ref().on_state(state)
            }

            fn on_closed(&self) -> Result<(), $crate::subscription::ForeignError> {
                self.as_ref().on_closed()
            }
        }

        $(#[$meaning])*
        #[derive(uniffi::Object)]
        pub struct $screen($crate::screens::driver::Handle<$model>);

        #[uniffi::export]
        impl $screen {
            /// What is to be drawn now.
            ///
            /// # Errors
            /// None but a defect.
            pub fn state(&self) -> Result<$state, $crate::error::CoreError> {
                $crate::runtime::guarded(|| Ok(self.0.state()))
            }

            /// Takes an event; what comes of it is told to the listeners.
            ///
            /// # Errors
            /// That the screen is closed.
            pub fn send(&self, event: $event) -> Result<(), $crate::error::CoreError> {
                $crate::runtime::guarded(|| self.0.send(event))
            }

            /// Begins to tell a listener. Keep the subscription: letting go of it ends it.
            ///
            /// # Errors
            /// `Internal` if the system gives no thread.
            pub fn observe(
                &self,
                listener: std::sync::Arc<dyn $listener>,
            ) -> Result<std::sync::Arc<$crate::subscription::Subscription>, $crate::error::CoreError> {
                $crate::runtime::guarded(|| self.0.observe(listener))
            }

            /// Closes the screen; its work stops, its listeners hear `on_closed`. Letting go of it does the same.
            pub fn close(&self) {
                self.0.close();
            }
        }

        #[uniffi::export]
        impl Core {
            /// Opens the screen; its first state has no content yet and says that it loads.
            ///
            /// # Errors
            /// That the profile is closed.
            pub fn $open(&self, $($argument: $type),*) -> Result<std::sync::Arc<$screen>, $crate::error::CoreError> {
                $crate::runtime::guarded(|| {
                    let screen = $model::new($($argument),*);
                    Ok(std::sync::Arc::new($screen($crate::screens::driver::Handle::open(screen, self.world())?)))
                })
            }
        }
    };
}

pub(crate) use screen;
