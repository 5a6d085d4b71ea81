// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/captureimport.h"
#include "tests/core/capture/capturefixture.h"

#include <QObject>

#include <memory>

namespace kaunt::test {

/// A log that is taken through a bundle into another one, and what may stand in it. What goes wrong fails the test that
/// runs.
class CaptureBundleFixture : public QObject {
    Q_OBJECT

protected:
    void makeAnew(); ///< an empty log, before each test function
    [[nodiscard]] static QByteArray allBytes();
    /// Odd in all ways that are authentic.
    [[nodiscard]] static QList<Delivery> authenticOnes();
    [[nodiscard]] static QList<Delivery> refusedOnes();
    /// Exports all and imports it again.
    [[nodiscard]] std::unique_ptr<LogQueries> roundTrip(ExportFormat format, bool isRedacted);

    std::unique_ptr<CapturedLog> m_captured;
    QByteArray m_bytes;
    CaptureContents m_contents;

private:
    int m_folders = 0;
};

} // namespace kaunt::test
