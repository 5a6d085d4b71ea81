// SPDX-License-Identifier: MIT
#include "tests/bench/receiverbench.h"

#include "tests/bench/benchpeer.h"
#include "tests/bench/processusage.h"
#include "tests/bench/signedbodies.h"
#include "tests/bench/wrkrun.h"

#include <QFile>
#include <QStandardPaths>
#include <QTextStream>

#include <algorithm>
#include <array>
#include <map>

namespace kaunt::bench {

namespace {

constexpr int bodiesPerSecond = 40'000; // more than any receiver here takes
constexpr double micros = 1e6;
constexpr double mebi = 1024.0 * 1024.0;

struct Sample {
    double perSecond = 0;
    double p50 = 0;
    double p99 = 0;
    double cpuMicros = 0;
    double mebibytes = 0;
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

Sample medianOf(const std::vector<Sample>& samples)
{
    const auto of = [&samples](double Sample::*field) {
        std::vector<double> values;
        values.reserve(samples.size());
        for (const Sample& sample : samples)
            values.push_back(sample.*field);
        return median(values);
    };
    return {of(&Sample::perSecond), of(&Sample::p50), of(&Sample::p99), of(&Sample::cpuMicros), of(&Sample::mebibytes)};
}

QString column(double value, int decimals)
{
    constexpr int width = 10;
    return QString::number(value, 'f', decimals).rightJustified(width);
}

/// One plan on its way.
class Bench {
public:
    Bench(const BenchPlan& plan, QTextStream& out)
        : m_plan(plan)
        , m_out(out)
    {
    }

    [[nodiscard]] bool run()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("wrk")).isEmpty()) {
            m_out << "wrk is not installed: apt install wrk\n";
            return false;
        }
        const std::unique_ptr<BenchPeer> target = fastestReference();
        if (m_plan.isOursAtWork && !target->start()) {
            m_out << target->name() << " did not start\n";
            return false;
        }
        for (int round = 0; round < m_plan.rounds; ++round) {
            for (const std::unique_ptr<BenchPeer>& peer : peers(*target)) {
                if (peer->name().startsWith(m_plan.only) && !measure(*peer))
                    return false;
            }
        }
        print();
        return m_isWhole;
    }

private:
    [[nodiscard]] std::vector<std::unique_ptr<BenchPeer>> peers(const BenchPeer& target)
    {
        if (!m_plan.isOursAtWork)
            return installedPeers();
        std::vector<std::unique_ptr<BenchPeer>> both;
        both.push_back(ownReceiver());
        both.push_back(ownReceiverAtWork(target.url()));
        m_anchor = both.front()->name();
        return both;
    }

    /// False where there is no use in going on.
    [[nodiscard]] bool measure(BenchPeer& peer)
    {
        if (!peer.start()) {
            m_out << peer.name() << " did not start\n";
            m_isWhole = false;
            return true;
        }
        for (const int connections : m_plan.connections) {
            const QString bodies = peer.folder() + QStringLiteral("/bodies.txt");
            const int count = m_plan.isOneEvent ? 1 : bodiesPerSecond * m_plan.seconds;
            if (!writeSignedBodies(bodies, benchSecret, m_nextEvent, count))
                return false;
            m_nextEvent += static_cast<quint64>(count);
            const ProcessUsage before = usageOf(peer.processId());
            const auto result = runWrk(peer.url(), bodies, connections, m_plan.seconds);
            const ProcessUsage after = usageOf(peer.processId());
            if (!result) {
                m_out << peer.name() << ": wrk told no result\n";
                return false;
            }
            m_isWhole = m_isWhole && result->notAccepted == 0;
            const double requests = std::max(1.0, static_cast<double>(result->requests));
            m_samples[{connections, peer.name()}].push_back({result->requestsPerSecond(), result->p50Millis,
                                                             result->p99Millis,
                                                             (after.cpuSeconds - before.cpuSeconds) * micros / requests,
                                                             static_cast<double>(after.residentBytes) / mebi});
            if (result->notAccepted > 0)
                m_out << peer.name() << ": " << result->notAccepted << " were not accepted\n";
        }
        return true;
    }

    void print()
    {
        m_out << (m_plan.isOneEvent ? "repeats of one event" : "different events") << ", medians of " << m_plan.rounds
              << " rounds of " << m_plan.seconds << " s\n";
        m_out << QStringLiteral("connections  server               requests/s    p50 ms    p99 ms    CPU µs       MiB"
                                "   × %1  CPU × %1\n")
                     .arg(m_plan.isOursAtWork ? QStringLiteral("alone") : QStringLiteral("nginx"));
        for (const auto& [key, samples] : m_samples) {
            const auto& [connections, name] = key;
            const Sample sample = medianOf(samples);
            m_out << QString::number(connections).rightJustified(11) << "  " << name.leftJustified(18)
                  << column(sample.perSecond, 0).rightJustified(13) << column(sample.p50, 2) << column(sample.p99, 2)
                  << column(sample.cpuMicros, 1) << column(sample.mebibytes, 1);
            const auto anchored = m_samples.find({connections, m_anchor});
            if (anchored != m_samples.end()) {
                const Sample anchor = medianOf(anchored->second);
                m_out << column(sample.perSecond / anchor.perSecond, 2)
                      << column(sample.cpuMicros / anchor.cpuMicros, 2).rightJustified(13);
            }
            m_out << '\n';
        }
        m_out.flush();
    }

    const BenchPlan& m_plan;
    QTextStream& m_out;
    std::map<std::pair<int, QString>, std::vector<Sample>> m_samples; ///< by connections and server
    QString m_anchor = QStringLiteral("nginx return 200");
    quint64 m_nextEvent = 1;
    bool m_isWhole = true;
};

} // namespace

bool runReceiverBench(const BenchPlan& plan, QTextStream& out)
{
    return Bench(plan, out).run();
}

} // namespace kaunt::bench
