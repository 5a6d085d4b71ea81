// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace kaunt {

/// Paces what is told of things that strangers can make happen as often as they like. Lives in its owner's thread.
class RareNotice final : public QObject {
    Q_OBJECT

public:
    explicit RareNotice(std::chrono::milliseconds pause, QObject* parent = nullptr);

    /// There is something to tell.
    void ask();
    /// What waits for the end of the pause is due now.
    void hurry();

Q_SIGNALS:
    /// At once for the first, then once in each pause at the most, and never where nobody has asked since.
    void due();

private:
    QTimer m_pause;
    bool m_isAsked = false; ///< during the pause
};

} // namespace kaunt
