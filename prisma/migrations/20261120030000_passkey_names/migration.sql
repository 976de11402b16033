CREATE TABLE "PasskeyName" (
    "userId" TEXT NOT NULL,
    "authenticatorId" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "PasskeyName_pkey" PRIMARY KEY ("userId", "authenticatorId")
);

ALTER TABLE "PasskeyName" ADD CONSTRAINT "PasskeyName_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Which challenge opened a session, and which passkey answered it; see prisma/schema.prisma.
ALTER TABLE "Session"
    ADD COLUMN "challengeKey" TEXT,
    ADD COLUMN "authenticatorId" TEXT;
