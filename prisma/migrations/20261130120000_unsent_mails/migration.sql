CREATE INDEX "AccountMail_sentAt_idx" ON "AccountMail"("sentAt");
