// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/logexport.h"
#include "core/storage/eventlog.h"
#include "core/storage/logqueries.h"

#include <QTemporaryDir>

#include <memory>

namespace kaunt::test {

inline constexpr char captureTestSecret[] = "whsec-of-the-customer-0123456789";
inline constexpr char otherTestSecret[] = "whsec-of-another-endpoint-987654";
inline constexpr char retiredTestSecret[] = "whsec-of-last-year-abcdefghijkl";

/// What the endpoint "default" has, and what "second" has.
[[nodiscard]] QList<EndpointSecrets> captureTestSecrets();

/// A body as Kaunt sends it, of this id.
[[nodiscard]] QByteArray captureTestBody(const QString& id = QStringLiteral("6d1f0b7e-3c11-4a52-9b0d-1f2e3d4c5b6a"));

/// A request as the receiver would have logged it: checked, read, and examined where it is refused.
[[nodiscard]] Delivery received(const QByteArray& body, const HeaderList& headers,
                                const QList<KnownSignature>& verified = {});
/// The same, signed rightly.
[[nodiscard]] Delivery receivedSigned(const QByteArray& body, const HeaderList& more = {});
/// Wrong in one of the named ways (faultKinds()).
[[nodiscard]] Delivery receivedFaulty(const QString& kind);

/// A log in a folder of its own, which is exported, and what was exported opened again.
class CapturedLog {
public:
    CapturedLog();

    [[nodiscard]] EventLog& log() { return *m_log; }
    /// Into a file of this name; a failure is an empty text.
    [[nodiscard]] QByteArray exported(ExportFormat format, bool isRedacted, ExportProgress* progress = nullptr);
    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }
    void write(const QString& name, const QByteArray& bytes) const;
    [[nodiscard]] const LogQueries& queries() const { return *m_queries; }
    /// Of a folder that a capture was imported to.
    [[nodiscard]] std::unique_ptr<LogQueries> queriesOf(const QString& folder) const;

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogQueries> m_queries;
};

} // namespace kaunt::test
