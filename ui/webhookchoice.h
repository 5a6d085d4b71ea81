// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QRadioButton;

namespace kaunt {

/// Whether what is entered is a second webhook, beside the one that is connected already, or that one under another
/// path. A second, until the user says otherwise: nothing is lost by that. GUI thread.
class WebhookChoice final : public QWidget {
    Q_OBJECT

public:
    explicit WebhookChoice(QWidget* parent = nullptr);

    /// The path of the one that is connected.
    void setConnected(const QString& path);
    [[nodiscard]] bool isSecond() const;

Q_SIGNALS:
    void edited(); ///< by the user

private:
    QLabel* m_what;
    QRadioButton* m_second;
    QRadioButton* m_moved;
};

} // namespace kaunt
