// SPDX-License-Identifier: MIT
#include "ui/filedrop.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace kaunt {

FileDrop::FileDrop(QWidget& window)
    : QObject(&window)
{
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

bool FileDrop::eventFilter(QObject* watched, QEvent* event)
{
    const bool isOver = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove;
    if (!isOver && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto* drop = static_cast<QDropEvent*>(event); // as those of a drag over it are
    const QStringList files = filesIn(*drop);
    drop->setDropAction(Qt::CopyAction); // who moves a file takes it away afterwards
    drop->setAccepted(!files.isEmpty() && drop->dropAction() != Qt::MoveAction); // it is where nothing else is offered
    if (isOver || !drop->isAccepted())
        return true;
    for (const QString& file : files)
        Q_EMIT dropped(file);
    return true;
}

QStringList FileDrop::filesIn(const QDropEvent& event)
{
    QStringList files;
    const QList<QUrl> urls = event.mimeData()->urls();
    for (const QUrl& url : urls) {
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile())
            files.append(url.toLocalFile());
    }
    return files;
}

} // namespace kaunt
