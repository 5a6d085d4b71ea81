// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/apisettings.h"
#include "core/api/keytrial.h"

#include <QWidget>

#include <functional>

class QPushButton;

namespace kaunt {

class SentenceLabel;
struct Sentence;

/// A button that tries an API key as it is entered, saved or not, with what came of it beneath. While it is tried, a
/// second button ends that. GUI thread.
class KeyTrialRow final : public QWidget {
    Q_OBJECT

public:
    /// What is entered; the key that is tried is its fallback.
    using Entered = std::function<ApiSettings()>;

    /// `objectName` is the button's. `text` is what stands on it, `name` what it tries, for assistive technology. The
    /// clock outlives it.
    KeyTrialRow(const QString& objectName, const QString& text, const QString& name, const Clock& clock,
                Entered entered);

    /// Something else is entered now: what came of it before, or is about to, is of no use.
    void forget();

private:
    void start();
    void stop();
    void showRunning(bool isRunning);
    void tell(const Sentence& sentence);

    const Entered m_entered;
    KeyTrial* m_trial;
    QPushButton* m_try;
    QPushButton* m_stop;
    SentenceLabel* m_outcome;
};

} // namespace kaunt
