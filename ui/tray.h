// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>

namespace kaunt {

/// The desktop's place for a program that is not in front. GUI thread.
class Tray : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Does nothing where the desktop has no such place. The text may be read as markup.
    virtual void showMessage(const QString& title, const QString& text, bool isCritical) = 0;

Q_SIGNALS:
    void windowRequested();
    void messageFollowed(); ///< the latest message, to what it is about
};

} // namespace kaunt
