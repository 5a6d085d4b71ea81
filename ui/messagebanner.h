// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sentences.h"

#include <QFrame>
#include <QList>
#include <QStringList>

#include <functional>
#include <optional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace kaunt {

/// A strip that says what is wrong, why, and what to do, for as long as it lasts. Hidden while it has nothing to say.
class MessageBanner final : public QFrame {
    Q_OBJECT

public:
    enum class Severity { Notice, Problem };

    /// `objectName` names the strip; its text and its buttons are "<objectName>Text" and so on.
    MessageBanner(Severity severity, const QString& objectName, QWidget* parent = nullptr);

    void showSentence(const Sentence& sentence);
    void clear();
    void setSentence(const std::optional<Sentence>& sentence); ///< clear with none
    void setSentences(const QList<Sentence>& sentences);       ///< a line each
    /// Gathers what is told by several topics, in the order in which they came: none is the end of that topic.
    void tell(const QString& topic, const std::optional<Sentence>& sentence);
    [[nodiscard]] QStringList topics() const; ///< that have something to tell
    /// Not to be overlooked: for what is on purpose and must not be forgotten.
    void setLoud();
    /// Lets the user put it away.
    void setClosable();
    void setSeverity(Severity severity);
    /// What can be done about it, as a button behind the text, which the banner owns.
    QToolButton* addAction(const QString& text, const std::function<void()>& act);

Q_SIGNALS:
    void putAway(); ///< by the user; it is clear by then

private:
    void nameParts(const QString& objectName);
    void showSeverity();
    void layOut();
    void updateColors();
    void showLoudColors();
    void changeEvent(QEvent* event) override;

    struct Told {
        QString topic;
        Sentence sentence;
    };

    Severity m_severity;
    QList<Told> m_told;
    QHBoxLayout* m_row;
    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_close;
    bool m_isLoud = false;
};

} // namespace kaunt
