// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace jiedui::demo {
namespace {

google::protobuf::Struct Manifest() {
  google::protobuf::Struct manifest;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(MakeManifest(MakeGoldenDataset()), &manifest).ok());
  return manifest;
}

TEST(MakeManifest, SaysSeedAndCounts) {
  const google::protobuf::Struct manifest = Manifest();
  EXPECT_EQ(manifest.fields().at("seed").string_value(), "20211115");
  const auto& counts = manifest.fields().at("counts").struct_value().fields();
  EXPECT_EQ(counts.at("persons").number_value(), 839);
  EXPECT_EQ(counts.at("assignments").number_value(), 846);
  EXPECT_EQ(counts.at("check_ins").number_value(), 16 + 30 + 300 + 462);
  EXPECT_EQ(counts.at("cancellations").number_value(), 6 + 14 + 18);
}

TEST(MakeManifest, HasTheFiguresOfEveryDay) {
  const google::protobuf::Struct manifest = Manifest();
  const auto& reports = manifest.fields().at("reports").list_value();
  ASSERT_EQ(reports.values_size(), static_cast<int>(ManifestDays().size()));
  const auto& report = reports.values(1).struct_value().fields();
  EXPECT_EQ(report.at("as_of").string_value(), "2021-11-15");
  EXPECT_EQ(report.at("figures").struct_value().fields().at("TR.TALENT.PERSONS").number_value(), 300);
}

TEST(MakeManifest, NamesTheTwelveRejectedWithTheirReasons) {
  const google::protobuf::Struct manifest = Manifest();
  const auto& rejected = manifest.fields().at("rejected").list_value();
  ASSERT_EQ(rejected.values_size(), 12);
  EXPECT_EQ(rejected.values(0).struct_value().fields().at("person").string_value(), "persons/clinical-097");
  EXPECT_EQ(rejected.values(0).struct_value().fields().at("reason").string_value(), "无执业证");
}

}  // namespace
}  // namespace jiedui::demo
