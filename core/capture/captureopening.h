// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/captureimport.h"

#include <QObject>

#include <memory>

class QThread;

namespace kaunt {

/// Imports a capture in a thread of its own (importCapture). Lives in its owner's thread and does not block it, but for
/// a moment when it is destroyed before the end: then it is given up, and nothing is told any more.
class CaptureOpening final : public QObject {
    Q_OBJECT

public:
    CaptureOpening(const QString& path, const QString& directory, QObject* parent = nullptr);
    ~CaptureOpening() override;

Q_SIGNALS:
    void progressed(int percent);
    /// The end of it, one of these two.
    void finished(const kaunt::CaptureContents& contents);
    void failed(const kaunt::CaptureError& error);

private:
    std::unique_ptr<QThread> m_thread;
};

} // namespace kaunt
