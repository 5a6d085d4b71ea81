// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>

class QMessageBox;
class QWidget;

namespace kaunt {

class RunDialog;

/// What a window asks before all that its dialogs send ends with something else: once, however many they are. GUI
/// thread; the window owns it.
class RunsQuestion final : public QObject {
    Q_OBJECT

public:
    /// What they would end with.
    enum class End { Program, OwnSession, Demo };

    explicit RunsQuestion(QWidget& window);

    /// True where nothing is being sent. Else it asks, and calls `then` once all of it is stopped or has come to its
    /// end; not where the user lets it go on, nor over a report that came of it and is not saved.
    [[nodiscard]] bool mayEnd(End end, const std::function<void()>& then);

private:
    [[nodiscard]] QList<RunDialog*> running() const;
    [[nodiscard]] QString stillSending() const;
    void goOnAfterEnd(const std::function<void()>& then);
    void ask(End end, const std::function<void()>& then);

    QWidget& m_window;
    QPointer<QMessageBox> m_question;
    QList<QPointer<RunDialog>> m_asked; ///< that it is about
};

} // namespace kaunt
