// Keeps a text field and the state of a screen in step.
//
// The state answers what was typed a moment ago; shown as it is, it would take back letters typed since. So a text that the field
// itself sent is passed over, and only one that came from elsewhere, such as a suggestion that was taken, is put in.

import Observation

@MainActor
@Observable
public final class TypedText {
  /// What the field shows.
  public private(set) var text: String
  @ObservationIgnored private var answered: String
  @ObservationIgnored private var sent: [String] = []

  public init(_ text: String = "") {
    self.text = text
    answered = text
  }

  /// The person typed; returns whether the screen is to be told.
  public func type(_ typed: String) -> Bool {
    guard typed != text else { return false }
    text = typed
    sent.append(typed)
    return true
  }

  /// A state says what stands in the field.
  public func answer(_ answer: String) {
    if answer == answered, !sent.isEmpty { return }
    if let at = sent.firstIndex(of: answer) {
      sent.removeFirst(at + 1)
      answered = answer
      return
    }
    if answer != answered {
      text = answer
    }
    answered = answer
    sent = []
  }
}
