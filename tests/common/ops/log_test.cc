// SPDX-License-Identifier: Apache-2.0
#include "common/ops/log.h"

#include <gmock/gmock.h>
#include <grpc/support/log.h>
#include <gtest/gtest.h>

#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace jiedui::ops {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;

// The members of a JSON line, read by a JSON parser of somebody else.
std::map<std::string, std::string> Members(const std::string& line) {
  google::protobuf::Struct json;
  const auto status = google::protobuf::util::JsonStringToMessage(line, &json);
  EXPECT_TRUE(status.ok()) << status.ToString() << ": " << line;
  std::map<std::string, std::string> members;
  for (const auto& [name, value] : json.fields()) members[name] = value.string_value();
  return members;
}

TEST(FormatLogLine, IsOneJsonObject) {
  EXPECT_EQ(FormatLogLine("2021-11-15T00:00:00.000000000Z", Level::kWarning, "disk is filling", {{"free", "12"}}),
            R"({"time":"2021-11-15T00:00:00.000000000Z","level":"warning","message":"disk is filling","free":"12"})");
}

TEST(FormatLogLine, NothingBreaksOutOfItsString) {
  const std::string nasty("a\"b\\c\n\r\t\x1b\x7f\0d 沈丹", 19);
  const std::string line = FormatLogLine("t", Level::kInfo, nasty, {{"k\"", "v\n"}});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
  const auto members = Members(line);
  EXPECT_EQ(members.at("message"), nasty);
  EXPECT_EQ(members.at("k\""), "v\n");
}

TEST(FormatLogLine, InvalidUtf8IsReplaced) {
  const auto members = Members(FormatLogLine("t", Level::kError, "a\xFF\xE6\xB2z", {}));
  EXPECT_EQ(members.at("message"), "a\uFFFD\uFFFD\uFFFDz");
}

TEST(FormatLogLine, LongTextIsCut) {
  std::string text;
  while (text.size() < 100'000) text += "沈";
  const auto members = Members(FormatLogLine("t", Level::kInfo, text, {}));
  EXPECT_LT(members.at("message").size(), 8300u);
  EXPECT_THAT(members.at("message"), testing::EndsWith("沈..."));
}

TEST(Log, WritesToStandardErrorFromTheMinimumLevelOn) {
  testing::internal::CaptureStderr();
  InitLogging(Level::kWarning);
  Log(Level::kInfo, "hidden");
  Log(Level::kError, "shown {}", {{"port", "1"}});
  const std::string output = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(output.begin(), output.end(), '\n'), 1);
  const auto members = Members(output);
  EXPECT_EQ(members.at("message"), "shown {}");
  EXPECT_EQ(members.at("level"), "error");
  EXPECT_THAT(members.at("time"), MatchesRegex("[0-9-]+T[0-9:]+\\.[0-9]+Z"));
  EXPECT_EQ(members.at("time").size(), std::string("2021-11-15T00:00:00.000000000Z").size());
}

TEST(Log, TakesTheLinesOfGrpc) {
  testing::internal::CaptureStderr();
  InitLogging(Level::kInfo);
  gpr_log_message("file.cc", 7, GPR_LOG_SEVERITY_ERROR, "from grpc");
  gpr_log_message("file.cc", 8, GPR_LOG_SEVERITY_DEBUG, "not wanted");
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              AllOf(HasSubstr(R"("level":"error","message":"from grpc","source":"grpc file.cc:7")"),
                    testing::Not(HasSubstr("not wanted"))));
}

TEST(Log, ClientsCannotFillItThroughProtobuf) {
  testing::internal::CaptureStderr();
  InitLogging(Level::kInfo);
  google::protobuf::Value value;
  EXPECT_FALSE(value.ParseFromString("\x1a\x01\xff"));  // a string_value that is no UTF-8
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace jiedui::ops
