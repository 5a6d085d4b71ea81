// SPDX-License-Identifier: MIT
#pragma once

#include "core/pathtest/pathtestrun.h"
#include "ui/trialdialog.h"

#include <memory>

namespace kaunt {

class CopyableTable;
class PathChangesModel;
class PathProbesModel;

/// Event → Test the path…: sends probes through a public URL back to the receiver of this log, and shows what the path
/// changed. GUI thread; the clock outlives it.
class PathTestDialog final : public TrialDialog {
    Q_OBJECT

public:
    /// The receiver that is tested, by its log and its endpoint.
    struct Source {
        QString dataDirectory;
        QUrl url; ///< stands in the field at first, as the secret does
        QByteArray secret;
        QByteArray trustedFingerprint; ///< of our own receiver's certificate
    };

    PathTestDialog(Source source, const Clock& clock, QWidget* parent = nullptr);

    /// To another endpoint, in place of what stands in the fields. Not while a test runs.
    void setPath(const QUrl& url, const QByteArray& secret);
    /// Of our own receiver's certificate by now, for the tests to come.
    void setTrustedFingerprint(const QByteArray& fingerprint) { m_source.trustedFingerprint = fingerprint; }

Q_SIGNALS:
    void urlUsed(const QString& url);

private:
    [[nodiscard]] static Wording wording();
    void showTables();
    void begin() override;
    void stop() override;
    void conclude(const PathReport& report);

    Source m_source;
    const Clock& m_clock;
    PathProbesModel* m_probes;
    PathChangesModel* m_changes;
    CopyableTable* m_probesTable;
    CopyableTable* m_changesTable;
    std::unique_ptr<PathTestRun> m_run;
};

} // namespace kaunt
