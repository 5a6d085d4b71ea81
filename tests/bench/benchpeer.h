// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>
#include <optional>
#include <vector>

namespace kaunt::bench {

inline constexpr char benchSecret[] = "nordlys-portal-secret-7f3a";

/// One server that is measured: a child process with a folder of its own, which goes with it.
class BenchPeer {
public:
    /// What is run; %1 stands for the folder, %2 for a port that was free a moment ago.
    struct Program {
        QString name;
        QString program;
        QStringList arguments;
        QString file;           ///< a file below tests/bench/peers that goes into the folder, with the same replaced
        bool printsUrl = false; ///< on a line of its own when it is ready; else it listens on port %2
    };

    explicit BenchPeer(Program program);
    ~BenchPeer();
    Q_DISABLE_COPY_MOVE(BenchPeer)

    [[nodiscard]] const QString& name() const { return m_program.name; }
    /// Blocks until it can be called, or says what is wrong.
    [[nodiscard]] bool start();
    void stop();
    [[nodiscard]] const QUrl& url() const { return m_url; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    [[nodiscard]] QString filled(QString text) const;
    [[nodiscard]] bool waitUntilReady();

    Program m_program;
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    QUrl m_url;
};

/// Ours first, then those of the references that are installed.
[[nodiscard]] std::vector<std::unique_ptr<BenchPeer>> installedPeers();
[[nodiscard]] std::unique_ptr<BenchPeer> ownReceiver();
/// Ours with all that may run beside it: every delivery is forwarded to `target`, alerts start a program, metrics are
/// served.
[[nodiscard]] std::unique_ptr<BenchPeer> ownReceiverAtWork(const QUrl& target);
/// nginx, which answers 200 to everything; it need not be installed.
[[nodiscard]] std::unique_ptr<BenchPeer> fastestReference();

} // namespace kaunt::bench
