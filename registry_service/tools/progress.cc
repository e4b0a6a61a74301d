// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/progress.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace jiedui::registry {
namespace {

constexpr int64_t kBarWidth = 20;
constexpr absl::Duration kInterval = absl::Milliseconds(200);

}  // namespace

std::string ProgressText(int64_t done, int64_t total, absl::Duration elapsed) {
  const int64_t whole = std::max<int64_t>(total, 1);
  const int64_t part = std::clamp<int64_t>(done, 0, whole);
  const auto filled = static_cast<size_t>(part * kBarWidth / whole);
  const double seconds = absl::ToDoubleSeconds(elapsed);
  const int64_t rate = seconds > 0 ? static_cast<int64_t>(static_cast<double>(done) / seconds) : 0;
  return absl::StrFormat("[%s%s] %3d%%  %d/%d  %d/s", std::string(filled, '#'),
                         std::string(static_cast<size_t>(kBarWidth) - filled, '-'), part * 100 / whole, done, total,
                         rate);
}

std::optional<std::string> Progress::Update(int64_t done) {
  const absl::Time now = clock_.Now();
  if (now - shown_ < kInterval && done < total_) return std::nullopt;
  shown_ = now;
  return ProgressText(done, total_, now - start_);
}

}  // namespace jiedui::registry
