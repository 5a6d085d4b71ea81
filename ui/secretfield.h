// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace kaunt {

/// A secret to be entered: masked unless the user asks to see it, with a remark beneath where it looks like a slip and,
/// where it is plain what was meant, a button that mends it. Its bytes are kept as they were set until they are edited.
/// GUI thread.
class SecretField final : public QWidget {
    Q_OBJECT

public:
    /// `name` is what is asked for, for assistive technology.
    explicit SecretField(const QString& name, QWidget* parent = nullptr);

    void setSecret(const QByteArray& secret); ///< masked again
    [[nodiscard]] QByteArray secret() const { return m_secret; }

Q_SIGNALS:
    void changed();

private:
    void nameControls(const QString& name);
    void layOut();
    void setRevealed(bool isRevealed);
    void takeText(const QString& text);
    void showRemark();
    void takeCut();
    void showCutRemark();
    void mend();

    QByteArray m_secret;
    bool m_isCut = false; ///< what is about to be told
    QLineEdit* m_line;
    QToolButton* m_reveal;
    QLabel* m_remark;
    QPushButton* m_mend;
};

} // namespace kaunt
