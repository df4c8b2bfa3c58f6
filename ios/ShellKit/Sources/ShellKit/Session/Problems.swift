// Errors of calls as something to show.

import App4GCore

extension Problem {
  /// What to show of an error. One that is not the core's is a defect of the shell and has no words of its own.
  public init(_ error: any Error) {
    if let error = error as? CoreError {
      self = error.problem
    } else {
      self.init(code: "internal", key: "error.internal", text: "", retry: nil)
    }
  }
}

extension CoreError {
  /// What to show.
  public var problem: Problem {
    switch self {
    case .Offline(let problem), .ServerUnavailable(let problem), .NotFound(let problem), .InvalidInput(let problem),
      .StorageFull(let problem), .StorageFailed(let problem), .Busy(let problem), .TooNew(let problem),
      .NotGenuine(let problem), .Cancelled(let problem), .Internal(let problem):
      problem
    }
  }
}
