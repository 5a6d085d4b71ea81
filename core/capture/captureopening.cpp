// SPDX-License-Identifier: MIT
#include "core/capture/captureopening.h"

#include <QThread>

#include <utility>

namespace kaunt {

CaptureOpening::CaptureOpening(const QString& path, const QString& directory, QObject* parent)
    : QObject(parent)
    , m_thread(QThread::create([this, path, directory] {
        int told = -1;
        const auto tell = [this](auto words) { QMetaObject::invokeMethod(this, words, Qt::QueuedConnection); };
        const auto contents = importCapture(path, directory, [&](int percent) {
            if (percent != std::exchange(told, percent))
                tell([this, percent] { Q_EMIT progressed(percent); });
            return !QThread::currentThread()->isInterruptionRequested();
        });
        if (contents)
            tell([this, found = *contents] { Q_EMIT finished(found); });
        else
            tell([this, error = contents.error()] { Q_EMIT failed(error); });
    }))
{
    m_thread->start();
}

CaptureOpening::~CaptureOpening()
{
    m_thread->requestInterruption();
    m_thread->wait();
}

} // namespace kaunt
