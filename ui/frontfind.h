// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QWidget;

namespace kaunt {

class FindBar;

/// Finds in whatever text is in sight within an area, by the FindBar that comes with it, when an action is triggered:
/// `next` goes to the next hit, `previous` to the one before. The bars are there already, out of sight. A child of the
/// area. GUI thread.
class FrontFind final : public QObject {
    Q_OBJECT

public:
    FrontFind(QWidget& area, const QAction& next, const QAction& previous);

Q_SIGNALS:
    void possibleChanged(bool isPossible); ///< a text came in sight, or went

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] FindBar* inSight() const;

    QList<FindBar*> m_bars;
    bool m_isPossible = false;
};

} // namespace kaunt
