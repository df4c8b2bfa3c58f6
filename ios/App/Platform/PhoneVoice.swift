// The voice of the phone, in Vietnamese.

import AVFoundation
import ShellKit

@MainActor
final class PhoneVoice: NSObject, Voice {
  private let synthesizer = AVSpeechSynthesizer()
  private var ended: (utterance: AVSpeechUtterance, tell: @MainActor () -> Void)?

  override init() {
    super.init()
    synthesizer.delegate = self
  }

  var canSpeak: Bool {
    AVSpeechSynthesisVoice(language: "vi-VN") != nil
  }

  func speak(_ text: String, ended: @escaping @MainActor () -> Void) {
    let utterance = AVSpeechUtterance(string: text)
    utterance.voice = AVSpeechSynthesisVoice(language: "vi-VN")
    self.ended = (utterance, ended)
    synthesizer.speak(utterance)
  }

  func silence() {
    ended = nil
    synthesizer.stopSpeaking(at: .immediate)
  }
}

extension PhoneVoice: AVSpeechSynthesizerDelegate {
  nonisolated func speechSynthesizer(_: AVSpeechSynthesizer, didFinish utterance: AVSpeechUtterance) {
    let finished = ObjectIdentifier(utterance)
    Task { @MainActor in
      guard let (waited, tell) = ended, ObjectIdentifier(waited) == finished else { return }
      ended = nil
      tell()
    }
  }
}
