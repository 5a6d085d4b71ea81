// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sentences.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

class QMessageBox;
class QWidget;

namespace kaunt {

/// What a window asks before it closes over settings that hold and are not kept. GUI thread; the window owns it.
class UnkeptQuestion final : public QObject {
    Q_OBJECT

public:
    explicit UnkeptQuestion(QWidget& window);

    /// Why they are not; nothing once they are, and what was asked for goes ahead.
    void setUnkept(const std::optional<Sentence>& why);
    /// True where they are kept, or are by what `tryAgainRequested` does at once. Else it asks, and calls `then` once
    /// they are kept, or where the user tries again or gives them up.
    [[nodiscard]] bool mayEnd(const std::function<void()>& then);
    [[nodiscard]] bool isGivenUp() const { return m_isGivenUp; }

Q_SIGNALS:
    void tryAgainRequested(); ///< setUnkept() follows where it succeeds

private:
    void ask(const std::function<void()>& then);

    QWidget& m_window;
    std::optional<Sentence> m_why;
    QPointer<QMessageBox> m_question;
    std::function<void()> m_then;
    bool m_isGivenUp = false;
};

} // namespace kaunt
