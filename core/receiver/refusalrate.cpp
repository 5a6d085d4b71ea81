// SPDX-License-Identifier: MIT
#include "core/receiver/refusalrate.h"

#include "core/http/customer.h"

#include <utility>

namespace kaunt {

using http::customerOf;

namespace {

constexpr qint64 microsPerMinute = 60'000'000;

} // namespace

RefusalRate::RefusalRate(const Clock& clock)
    : m_clock(clock)
{
}

bool RefusalRate::admits(Verdict verdict, const QHostAddress& peer)
{
    switch (verdict) {
    case Verdict::Verified:
    case Verdict::NoSecret: // it may well be Kaunt
        return true;
    case Verdict::Mismatch:
    case Verdict::Missing:
    case Verdict::Malformed:
    case Verdict::Misdirected:
        break;
    }
    return addRefused(peer);
}

void RefusalRate::addVerified(const QHostAddress& peer)
{
    if (peer == m_lastVerified)
        return;
    m_lastVerified = peer;
    const QHostAddress customer = customerOf(peer);
    // Who sends first deliveries has the secret, so nobody can make this happen at will; the next ones fill it again.
    if (m_verified.size() >= maxVerifiedPeers && !m_verified.contains(customer))
        m_verified.clear();
    m_verified.insert(customer);
}

bool RefusalRate::isVerified(const QHostAddress& peer) const
{
    return m_verified.contains(customerOf(peer));
}

bool RefusalRate::addRefused(const QHostAddress& peer)
{
    if (m_maxPerMinute == 0)
        return true;
    if (isVerified(peer))
        return true;
    turnMinute();
    const QHostAddress place = placeOf(peer);
    const int count = ++m_refused[place];
    return count <= m_maxPerMinute && !m_overLastMinute.contains(place);
}

QHostAddress RefusalRate::placeOf(const QHostAddress& peer) const
{
    const QHostAddress customer = customerOf(peer);
    const bool hasPlace = m_refused.size() < maxPeers || m_refused.contains(customer);
    return hasPlace ? customer : QHostAddress(); // which stands for all without a place
}

int RefusalRate::secondsLeft(const QHostAddress& peer) const
{
    constexpr qint64 microsPerSecond = 1'000'000;
    const qint64 minutes = m_refused.value(placeOf(peer)) > m_maxPerMinute ? 2 : 1;
    const qint64 micros = (m_minute + minutes) * microsPerMinute - m_clock.monotonicMicros();
    return static_cast<int>((micros + microsPerSecond - 1) / microsPerSecond);
}

void RefusalRate::turnMinute()
{
    const qint64 minute = m_clock.monotonicMicros() / microsPerMinute;
    const qint64 passed = minute - std::exchange(m_minute, minute);
    if (passed == 0)
        return;
    m_overLastMinute.clear();
    if (passed == 1) {
        for (auto each = m_refused.cbegin(); each != m_refused.cend(); ++each) {
            if (each.value() > m_maxPerMinute)
                m_overLastMinute.insert(each.key());
        }
    }
    m_refused.clear();
}

} // namespace kaunt
