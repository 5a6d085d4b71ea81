// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QDropEvent;
class QWidget;

namespace kaunt {

/// Takes the files of this machine that are dropped on a window, where nothing in it takes them itself. A child of the
/// window. GUI thread.
class FileDrop final : public QObject {
    Q_OBJECT

public:
    explicit FileDrop(QWidget& window);

Q_SIGNALS:
    void dropped(const QString& path); ///< once for each

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] static QStringList filesIn(const QDropEvent& event);
};

} // namespace kaunt
