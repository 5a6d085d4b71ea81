// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QQueue>

#include <functional>

namespace kaunt {

/// The alerts that somebody has yet to be told of: one at a time, in their order, and of those that wait, 20 at the
/// most. Closed at first. Lives in its owner's thread.
class AlertQueue {
public:
    static constexpr qsizetype mostWaiting = 20;
    using Tell = std::function<void(const QByteArray& alert)>;

    /// `tell` is called with the next one, and goes on until takeEnd().
    explicit AlertQueue(Tell tell);

    /// A closed one takes none, and drops what waits.
    void setOpen(bool isOpen);
    /// False where too many wait, so that this one is left out.
    [[nodiscard]] bool add(const QByteArray& alert);
    /// The one that was on its way is over, well or not.
    void takeEnd();

private:
    void tellNext();

    const Tell m_tell;
    QQueue<QByteArray> m_waiting;
    bool m_isOpen = false;
    bool m_isTelling = false;
};

} // namespace kaunt
