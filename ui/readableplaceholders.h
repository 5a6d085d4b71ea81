// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QApplication;

namespace kaunt {

/// Keeps what stands in empty fields readable: where the desktop's palette has a colour for it that can't be read on
/// its own ground, as one without any for dark schemes, the nearest that can takes its place, now and whenever the
/// palette changes. GUI thread; a child of the application.
class ReadablePlaceholders final : public QObject {
    Q_OBJECT

public:
    explicit ReadablePlaceholders(QApplication& application);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace kaunt
